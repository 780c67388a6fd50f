// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/text/jsonappend.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <concepts>
#include <optional>
#include <string>

namespace doorbuster {

/// Writes one JSON document as it goes, without holding it as a tree: the caller opens, fills and closes objects and
/// arrays in order, keys as ASCII literals. Compact where it counts: a container opened with Layout::Line stays on one
/// line. Not-a-number is null.
class JsonWriter {
public:
    enum class Layout { Block, Line };

    explicit JsonWriter(std::string &out)
        : m_out(out)
    {
    }

    JsonWriter &key(std::string_view name);
    JsonWriter &textKey(QStringView name); ///< any text, escaped
    void beginObject(Layout layout = Layout::Block) { open('{', layout); }
    void endObject() { close('}'); }
    void beginArray(Layout layout = Layout::Block) { open('[', layout); }
    void endArray() { close(']'); }

    void value(bool truth);
    void value(double number);
    void value(float number);
    void value(QStringView text);
    void value(const QString &text) { value(QStringView(text)); }
    void value(QByteArrayView utf8);
    void value(const QByteArray &utf8) { value(QByteArrayView(utf8)); }
    void null();
    template <std::integral T>
    requires(!std::same_as<T, bool>) void value(T number)
    {
        separate();
        if constexpr (std::signed_integral<T>) {
            appendJsonInteger(m_out, qint64(number));
        } else {
            appendJsonInteger(m_out, quint64(number));
        }
    }
    template <class Rep, class Period>
    void value(std::chrono::duration<Rep, Period> time)
    {
        value(qint64(time.count()));
    }
    template <class T>
    void value(const std::optional<T> &maybe)
    {
        maybe ? value(*maybe) : null();
    }
    template <class T>
    void field(std::string_view name, const T &content)
    {
        key(name).value(content);
    }
    /// A value that is JSON already.
    void json(QByteArrayView text);

private:
    void open(char bracket, Layout layout);
    void close(char bracket);
    void separate();
    void newLine();

    std::string &m_out;
    int m_depth = 0;
    int m_lineDepth = 0; ///< the depth from which on all stays on one line; 0 = none
    bool m_first = true; ///< nothing yet in the innermost container
    bool m_afterKey = false;
};

} // namespace doorbuster
