"""What comes in and goes out in bulk: tables in, archives out."""
