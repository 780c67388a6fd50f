// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/html/htmlwriter.h"

#include "core/text/xmltext.h"

#include <string_view>

namespace doorbuster {

namespace {

constexpr int longestText = 2000;

/// Elements that stand on lines of their own, so that a page can be read and compared.
bool isBlock(std::string_view name)
{
    return name != "span" && name != "td" && name != "th" && name != "b" && name != "dt" && name != "dd"
        && name != "summary";
}

} // namespace

HtmlWriter::Element HtmlWriter::element(const char *name, const QByteArray &attributes)
{
    open(name, attributes);
    return {*this, name};
}

void HtmlWriter::element(const char *name, const QByteArray &attributes, const QString &content)
{
    open(name, attributes);
    text(content);
    close(name);
}

void HtmlWriter::text(const QString &text)
{
    m_content += xmlText(text, longestText).toHtmlEscaped().toUtf8();
}

void HtmlWriter::open(const char *name, const QByteArray &attributes)
{
    m_content += QByteArray("<") + name;
    if (!attributes.isEmpty()) {
        m_content += ' ' + attributes;
    }
    m_content += '>';
}

void HtmlWriter::close(const char *name)
{
    m_content += QByteArray("</") + name + (isBlock(name) ? ">\n" : ">");
}

} // namespace doorbuster
