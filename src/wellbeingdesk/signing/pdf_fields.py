"""The contract between who prepares a decision document (room `documents`) and who signs it: its fields.

The prepared document (the base) is one PDF 1.7 revision, not encrypted, that ends with `%%EOF` and a line feed.
Its interactive form `/AcroForm /Fields` holds exactly these five fields, in this order, none with `/Kids` or `/Parent`:

===========  ===  =============================================  ==========================================
name         /FT  widget                                         /Lock
===========  ===  =============================================  ==========================================
SigA         Sig  yes (the field is its own widget, with /Rect)  /Action /Exclude, /Fields (SigB B_decision
                                                                 B_reasons B_statement) in this order
SigB         Sig  yes                                            /Action /All, /P 1
B_decision   Tx   yes, read-only                                 none
B_reasons    Tx   yes, read-only, multiline                      none
B_statement  Tx   no, read-only                                  none
===========  ===  =============================================  ==========================================

Each `/Lock` has `/Type /SigFieldLock`. No field has a `/V`; a widget may have an empty `/AP`, which signing replaces.
Widgets lie on the last page. Exactly one file is attached: `record.json`, the only entry of `/Names /EmbeddedFiles`
and of the catalog's `/AF`, with `/AFRelationship /Data` and the uncompressed bytes of `SignedRecord.document`. The
digest of the record's statement is printed on page 1. Nothing in the file runs: no `/OpenAction`, `/AA`, JavaScript,
XFA or `/NeedAppearances`.

The signer of SigA adds one revision: `/V` and `/AP` of SigA, `/Perms /DocMDP` with P=2, FieldMDP from the lock.
The signer of SigB adds one revision that replaces the four fields of B and nothing else: `/V` (text: the answer's
word, the reasons, the countersignature) and `/AP` (a mini PDF of the box's size, imported as a form XObject).
"""

from typing import Final

FIRST: Final = "SigA"
SECOND: Final = "SigB"
DECISION: Final = "B_decision"
REASONS: Final = "B_reasons"
STATEMENT: Final = "B_statement"

FIELDS: Final = (FIRST, SECOND, DECISION, REASONS, STATEMENT)
SIGNATURE_FIELDS: Final = (FIRST, SECOND)
TEXT_FIELDS: Final = (DECISION, REASONS, STATEMENT)
FIELDS_OF_SECOND: Final = (SECOND, DECISION, REASONS, STATEMENT)
"""What the first signature leaves open and the second fills; the order of SigA's lock."""
WIDGETS: Final = (FIRST, SECOND, DECISION, REASONS)
APPEARANCES_OF_SECOND: Final = (SECOND, DECISION, REASONS)

READ_ONLY: Final = 1
MULTILINE: Final = 1 << 12

ATTACHMENT: Final = "record.json"
END: Final = b"%%EOF\n"
HEADER: Final = b"%PDF-1.7"
