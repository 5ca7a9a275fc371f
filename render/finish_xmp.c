/* finish_xmp.c - the metadata packet of a PDF (ISO 16684-1), one property a line. */
#include "finish_xmp.h"

#include <glib.h>

static const char head[] = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
static const char tail[] = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

static void begin(GString *s, const char *prefix, const char *uri)
{
    g_string_append_printf(s, "<rdf:Description rdf:about=\"\" xmlns:%s=\"%s\">\n", prefix, uri);
}

static void end(GString *s)
{
    g_string_append(s, "</rdf:Description>\n");
}

/* One property: its text, or a list of one item with `item` for its attributes. */
static void property(GString *s, const char *name, const char *container, const char *item, const char *value)
{
    char *text = g_markup_escape_text(value, -1);
    if (container)
        g_string_append_printf(s, "<%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s></%s>\n", name, container, item,
                               text, container, name);
    else
        g_string_append_printf(s, "<%s>%s</%s>\n", name, text, name);
    g_free(text);
}

/* What PDF/A asks of every schema that it does not know itself (ISO 19005-2, 6.6.2.3): here that of PDF/UA.
 */
static const char ua_schema[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void claim(GString *s, int part)
{
    begin(s, "pdfaid", "http://www.aiim.org/pdfa/ns/id/");
    g_string_append_printf(s, "<pdfaid:part>%d</pdfaid:part>\n", part);
    property(s, "pdfaid:conformance", NULL, NULL, part == 1 ? "B" : "A");
    end(s);
    if (part == 1)
        return;
    begin(s, "pdfuaid", "http://www.aiim.org/pdfua/ns/id/");
    property(s, "pdfuaid:part", NULL, NULL, "1");
    end(s);
    g_string_append(s, ua_schema);
}

char *finish_xmp(const struct xmp *x)
{
    GString *s = g_string_new(head);
    begin(s, "dc", "http://purl.org/dc/elements/1.1/");
    property(s, "dc:format", NULL, NULL, "application/pdf");
    property(s, "dc:title", "Alt", " xml:lang=\"x-default\"", x->title);
    property(s, "dc:creator", "Seq", "", x->author);
    property(s, "dc:language", "Bag", "", x->language);
    if (x->subject)
        property(s, "dc:description", "Alt", " xml:lang=\"x-default\"", x->subject);
    if (x->source)
        property(s, "dc:source", NULL, NULL, x->source);
    end(s);
    begin(s, "xmp", "http://ns.adobe.com/xap/1.0/");
    property(s, "xmp:CreatorTool", NULL, NULL, x->creator);
    property(s, "xmp:CreateDate", NULL, NULL, x->date);
    property(s, "xmp:ModifyDate", NULL, NULL, x->date);
    property(s, "xmp:MetadataDate", NULL, NULL, x->date);
    end(s);
    begin(s, "pdf", "http://ns.adobe.com/pdf/1.3/");
    property(s, "pdf:Producer", NULL, NULL, x->producer);
    end(s);
    if (x->pdfa)
        claim(s, x->pdfa);
    g_string_append(s, tail);
    return g_string_free(s, FALSE);
}
