// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace doorbuster {

/// Writes HTML elements, each closed when its scope ends. Element and class names are ours; every text is escaped, so
/// whatever a shop has sent stays text.
class HtmlWriter {
public:
    /// An open element; closes it when it goes out of scope.
    class [[nodiscard]] Element {
    public:
        Element(HtmlWriter &html, const char *name)
            : m_html(html)
            , m_name(name)
        {
        }
        ~Element() { m_html.close(m_name); }
        Q_DISABLE_COPY_MOVE(Element)

    private:
        HtmlWriter &m_html;
        const char *m_name;
    };

    /// `attributes` as they stand in the tag, without anything foreign: `class="card" colspan="3"`.
    Element element(const char *name, const QByteArray &attributes = {});
    /// An element that holds nothing but this text.
    void element(const char *name, const QByteArray &attributes, const QString &text);
    void text(const QString &text);
    /// Markup of our own: a picture, a style sheet.
    void markup(const QByteArray &markup) { m_content += markup; }

    QByteArray finish() { return std::move(m_content); }

private:
    void open(const char *name, const QByteArray &attributes);
    void close(const char *name);

    QByteArray m_content;
};

} // namespace doorbuster
