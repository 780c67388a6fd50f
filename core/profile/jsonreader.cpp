// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/jsonreader.h"

#include "core/text/numbertext.h"

#include <QSet>
#include <QStringDecoder>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int kDeepest = 32;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Recursive descent over the whole text; the first syntax error ends it.
class JsonReader final {
public:
    explicit JsonReader(QStringView text)
        : m_text(text)
    {
    }

    JsonReading read()
    {
        if (auto root = value({}, 0)) {
            m_reading.root = std::move(*root);
            skipSpace();
            if (m_at < m_text.size())
                fail(u"nothing may follow the closing bracket"_s);
        }
        return std::move(m_reading);
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    bool take(QChar c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'\n') {
                ++m_line;
                m_lineStart = m_at + 1;
            } else if (c != u' ' && c != u'\t' && c != u'\r') {
                return;
            }
        }
    }

    void problem(const QString &path, const QString &message)
    {
        m_reading.problems.append({m_line, int(m_at - m_lineStart) + 1, path, message});
    }

    std::nullopt_t fail(const QString &message)
    {
        problem({}, m_at < m_text.size() ? message : QString(message + u", but the text ends here"));
        m_reading.broken = true;
        return std::nullopt;
    }

    std::optional<JsonNode> value(const QString &path, int depth)
    {
        skipSpace();
        JsonNode node;
        node.line = m_line;
        node.column = int(m_at - m_lineStart) + 1;
        const QChar c = peek();
        if (c == u'{' || c == u'[') {
            if (depth == kDeepest)
                return fail(u"more than %1 levels deep"_s.arg(kDeepest));
            return c == u'{' ? object(std::move(node), path, depth) : array(std::move(node), path, depth);
        }
        if (c == u'"') {
            auto text = string();
            if (!text)
                return std::nullopt;
            node.type = JsonNode::Type::String;
            node.string = std::move(*text);
            return node;
        }
        if (c == u'-' || isDigit(c))
            return number(std::move(node));
        return word(std::move(node));
    }

    std::optional<JsonNode> object(JsonNode node, const QString &path, int depth)
    {
        node.type = JsonNode::Type::Object;
        take(u'{');
        skipSpace();
        if (take(u'}'))
            return node;
        // A set, since a hostile file may hold a hundred thousand names.
        QSet<QString> names;
        do {
            skipSpace();
            if (peek() != u'"')
                return fail(u"expected a name in double quotes"_s);
            const qsizetype nameAt = m_at;
            const auto name = string();
            if (!name)
                return std::nullopt;
            const QString memberPath = path.isEmpty() ? *name : QString(path + u'.' + *name);
            const bool twice = names.contains(*name);
            names.insert(*name);
            if (twice) {
                const qsizetype after = std::exchange(m_at, nameAt);
                problem(memberPath, u"stands here a second time; a name may be given once"_s);
                m_at = after;
            }
            skipSpace();
            if (!take(u':'))
                return fail(u"expected a colon after the name “%1”"_s.arg(*name));
            auto member = value(memberPath, depth + 1);
            if (!member)
                return std::nullopt;
            if (!twice)
                node.members.emplace_back(*name, std::move(*member));
            skipSpace();
        } while (take(u','));
        if (!take(u'}'))
            return fail(u"expected a comma or a }"_s);
        return node;
    }

    std::optional<JsonNode> array(JsonNode node, const QString &path, int depth)
    {
        node.type = JsonNode::Type::Array;
        take(u'[');
        skipSpace();
        if (take(u']'))
            return node;
        do {
            auto item = value(u"%1[%2]"_s.arg(path).arg(node.items.size()), depth + 1);
            if (!item)
                return std::nullopt;
            node.items.push_back(std::move(*item));
            skipSpace();
        } while (take(u','));
        if (!take(u']'))
            return fail(u"expected a comma or a ]"_s);
        return node;
    }

    std::optional<JsonNode> number(JsonNode node)
    {
        const qsizetype start = m_at;
        const auto digits = [this] {
            const qsizetype first = m_at;
            while (isDigit(peek()))
                ++m_at;
            return m_at > first;
        };
        take(u'-');
        if (!take(u'0') && !digits())
            return fail(u"expected a digit"_s);
        if (isDigit(peek()))
            return fail(u"a number may not begin with 0"_s);
        if (take(u'.') && !digits())
            return fail(u"expected a digit after the point"_s);
        if (take(u'e') || take(u'E')) {
            if (!take(u'+'))
                take(u'-');
            if (!digits())
                return fail(u"expected a digit in the exponent"_s);
        }
        const auto parsed = numberFromText(m_text.sliced(start, m_at - start));
        if (!parsed) {
            m_at = start;
            return fail(u"the number is too large"_s);
        }
        node.type = JsonNode::Type::Number;
        node.number = *parsed;
        return node;
    }

    std::optional<JsonNode> word(JsonNode node)
    {
        const QStringView rest = m_text.sliced(m_at);
        for (const auto &[text, type] : {std::pair{u"true"_s, JsonNode::Type::Boolean},
                 {u"false"_s, JsonNode::Type::Boolean}, {u"null"_s, JsonNode::Type::Null}}) {
            if (!rest.startsWith(text))
                continue;
            m_at += text.size();
            node.type = type;
            node.boolean = text == u"true";
            return node;
        }
        return fail(u"expected a value"_s);
    }

    std::optional<QString> string()
    {
        QString text;
        take(u'"');
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (c < u' ') {
                fail(u"a line break or control character inside a string"_s);
                return std::nullopt;
            }
            ++m_at;
            if (c == u'"')
                return text;
            if (c != u'\\') {
                text += c;
            } else if (const auto escaped = escape()) {
                text += *escaped;
            } else {
                --m_at;
                fail(u"an unknown escape in a string"_s);
                return std::nullopt;
            }
        }
        fail(u"expected a closing quote"_s);
        return std::nullopt;
    }

    std::optional<QChar> escape()
    {
        static constexpr QStringView kLetters = u"\"\\/bfnrt";
        static constexpr QStringView kMeanings = u"\"\\/\b\f\n\r\t";
        const QChar letter = peek();
        if (const qsizetype index = letter.isNull() ? -1 : kLetters.indexOf(letter); index >= 0) {
            ++m_at;
            return kMeanings[index];
        }
        if (letter != u'u' || m_text.size() - m_at < 5)
            return std::nullopt;
        const QStringView hex = m_text.sliced(m_at + 1, 4);
        ushort code = 0;
        for (const QChar c : hex) {
            const ushort lower = c.unicode() | 0x20;
            if (isDigit(c))
                code = ushort(code * 16 + (c.unicode() - u'0'));
            else if (lower >= u'a' && lower <= u'f')
                code = ushort(code * 16 + (lower - u'a' + 10));
            else
                return std::nullopt;
        }
        m_at += 5;
        return QChar(code);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    JsonReading m_reading;
};

} // namespace

JsonReading readJsonText(const QByteArray &text)
{
    QStringDecoder decoder(QStringConverter::Utf8);
    const QString decoded = decoder.decode(text);
    if (decoder.hasError()) {
        JsonReading reading;
        reading.broken = true;
        reading.problems.append({0, 0, {}, u"the text is not UTF-8"_s});
        return reading;
    }
    return JsonReader(decoded).read();
}

} // namespace doorbuster
