"""The computer underneath: files, folders, processes, printers."""
