"""DOCX packages and ZIP archives of the given parts."""
import io, zipfile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def zipped(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def paragraph(text, properties=""):
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def package(body, styles=None, numbering=None, footnotes=None, extra=None, rels="", raw=None):
    """The parts of a DOCX. raw: the whole main part; extra: more parts; rels: more relations of the main part."""
    kinds = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    kinds = {kind: content for kind, content in kinds.items() if content is not None}
    own = "".join(f'<Relationship Id="r{kind}" Type="{RELATIONS}{kind}" Target="{kind}.xml"/>' for kind in kinds)
    main = f'<Relationship Id="d" Type="{RELATIONS}officeDocument" Target="word/document.xml"/>'
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}relationships">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}relationships">{own}{rels}</Relationships>',
        "word/document.xml": document if raw is None else raw,
    }
    for kind, content in kinds.items():
        parts[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
    return {**parts, **(extra or {})}


intro = paragraph("The Conference of the Parties met at Geneva and took note of the report.")
