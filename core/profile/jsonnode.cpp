// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/jsonnode.h"

#include "core/text/numbertext.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair)
            result += text.mid(i++, 2);
        else if (c == u'"' || c == u'\\')
            result += QString(u'\\') + c;
        else if (c == u'\n')
            result += "\\n"_L1;
        else if (c == u'\t')
            result += "\\t"_L1;
        // Half of a pair alone has no UTF-8 form, so it stays an escape as control characters do.
        else if (c < u' ' || c.isSurrogate())
            result += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            result += c;
    }
    return result + u'"';
}

bool isContainer(const JsonNode &node)
{
    return node.type == JsonNode::Type::Array || node.type == JsonNode::Type::Object;
}

void write(const JsonNode &node, int indent, bool oneLine, QString &out)
{
    switch (node.type) {
    case JsonNode::Type::Null:
        out += "null"_L1;
        return;
    case JsonNode::Type::Boolean:
        out += node.boolean ? "true"_L1 : "false"_L1;
        return;
    case JsonNode::Type::Number:
        out += numberToText(node.number);
        return;
    case JsonNode::Type::String:
        out += quoted(node.string);
        return;
    case JsonNode::Type::Array:
    case JsonNode::Type::Object:
        break;
    }
    const bool isArray = node.type == JsonNode::Type::Array;
    const qsizetype count = isArray ? qsizetype(node.items.size()) : qsizetype(node.members.size());
    const bool flat =
        oneLine || count == 0 || (isArray && std::none_of(node.items.begin(), node.items.end(), isContainer));
    const QString pad = flat ? QString() : QString(u'\n' + QString((indent + 1) * 4, u' '));
    out += isArray ? u'[' : u'{';
    for (qsizetype i = 0; i < count; ++i) {
        if (i > 0)
            out += flat ? ", "_L1 : ","_L1;
        out += pad;
        if (isArray) {
            write(node.items[std::size_t(i)], indent + 1, true, out);
        } else {
            const auto &[name, member] = node.members[std::size_t(i)];
            out += quoted(name) + u": ";
            write(member, indent + 1, oneLine, out);
        }
    }
    if (!flat)
        out += u'\n' + QString(indent * 4, u' ');
    out += isArray ? u']' : u'}';
}

} // namespace

JsonNode::JsonNode() = default;
JsonNode::~JsonNode() = default;
JsonNode::JsonNode(const JsonNode &) = default;
JsonNode::JsonNode(JsonNode &&) noexcept = default;
JsonNode &JsonNode::operator=(const JsonNode &) = default;
JsonNode &JsonNode::operator=(JsonNode &&) noexcept = default;

JsonNode JsonNode::of(bool value)
{
    JsonNode node;
    node.type = Type::Boolean;
    node.boolean = value;
    return node;
}

JsonNode JsonNode::of(double value)
{
    JsonNode node;
    node.type = Type::Number;
    node.number = value;
    return node;
}

JsonNode JsonNode::of(const QString &value)
{
    JsonNode node;
    node.type = Type::String;
    node.string = value;
    return node;
}

JsonNode JsonNode::array()
{
    JsonNode node;
    node.type = Type::Array;
    return node;
}

JsonNode JsonNode::object()
{
    JsonNode node;
    node.type = Type::Object;
    return node;
}

const JsonNode *JsonNode::member(QStringView name) const
{
    const auto found = std::find_if(members.begin(), members.end(), [name](const auto &m) { return m.first == name; });
    return found == members.end() ? nullptr : &found->second;
}

JsonNode &JsonNode::objectAt(QStringView path)
{
    JsonNode *node = this;
    for (const QStringView step : path.split(u'.', Qt::SkipEmptyParts)) {
        auto found =
            std::find_if(node->members.begin(), node->members.end(), [step](const auto &m) { return m.first == step; });
        if (found == node->members.end())
            found = node->members.insert(found, {step.toString(), object()});
        node = &found->second;
    }
    return *node;
}

void JsonNode::add(const QString &name, JsonNode value)
{
    members.emplace_back(name, std::move(value));
}

QString JsonNode::typeText() const
{
    switch (type) {
    case Type::Null:
        return u"null"_s;
    case Type::Boolean:
        return u"true or false"_s;
    case Type::Number:
        return u"a number"_s;
    case Type::String:
        return u"a text"_s;
    case Type::Array:
        return u"a list"_s;
    case Type::Object:
        return u"an object"_s;
    }
    Q_UNREACHABLE();
}

QJsonValue JsonNode::toQtJson() const
{
    switch (type) {
    case Type::Null:
        return QJsonValue::Null;
    case Type::Boolean:
        return boolean;
    case Type::Number:
        return number;
    case Type::String:
        return string;
    case Type::Array: {
        QJsonArray list;
        for (const JsonNode &item : items)
            list.append(item.toQtJson());
        return list;
    }
    case Type::Object: {
        QJsonObject result;
        for (const auto &[name, value] : members)
            result.insert(name, value.toQtJson());
        return result;
    }
    }
    Q_UNREACHABLE();
}

QByteArray writeJsonText(const JsonNode &node)
{
    QString text;
    write(node, 0, false, text);
    return text.toUtf8() + '\n';
}

} // namespace doorbuster
