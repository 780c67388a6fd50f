// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileformreader.h"

#include "core/profile/fieldtable.h"
#include "core/profile/profilereader.h"
#include "core/text/numbertext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// A JSON value as a person would type it into a field.
QString textOf(const JsonNode &node)
{
    switch (node.type) {
    case JsonNode::Type::Null:
        return u"null"_s;
    case JsonNode::Type::Boolean:
        return node.boolean ? u"true"_s : u"false"_s;
    case JsonNode::Type::Number:
        return numberToText(node.number);
    case JsonNode::Type::String:
        return node.string;
    case JsonNode::Type::Array:
        return QString::fromUtf8(QJsonDocument(node.toQtJson().toArray()).toJson(QJsonDocument::Compact));
    case JsonNode::Type::Object:
        return QString::fromUtf8(QJsonDocument(node.toQtJson().toObject()).toJson(QJsonDocument::Compact));
    }
    Q_UNREACHABLE();
}

/// The value's text; where that would fit although the value does not, with the reason.
FormCell cellOf(const Field &field, const JsonNode &node)
{
    FormCell cell{textOf(node)};
    const FieldReading reading = field.fromJson(node);
    const auto *problem = std::get_if<FieldProblem>(&reading);
    if (problem && std::holds_alternative<FieldValue>(readCell(field, cell)))
        cell.fault = problem->message;
    return cell;
}

} // namespace

ProfileForm ProfileFormReader::read(const JsonReading &reading)
{
    readSection(reading.root, {});
    for (const JsonProblem &problem : reading.problems)
        m_form.foreign.append({problem.path, problem.message, problem.line});
    const ProfileLoad strict = ProfileReader().read(reading.root);
    for (const ProfileError &error : strict.errors) {
        if (!m_shown.contains(error.path) || m_dotted.contains(error.path))
            m_form.foreign.append(error);
    }
    return std::move(m_form);
}

void ProfileFormReader::readSection(const JsonNode &section, const QString &prefix)
{
    for (const auto &[name, node] : section.members) {
        const QString path = prefix.isEmpty() ? name : QString(prefix + u'.' + name);
        if (name.contains(u'.')) {
            m_dotted.insert(path);
            continue;
        }
        const Field *field = fieldAt(path);
        if (field && field->isScalar())
            readScalar(*field, node);
        else if (field)
            readTable(path, node);
        else if (isFieldGroup(path) && node.type == JsonNode::Type::Object)
            readSection(node, path);
    }
}

void ProfileFormReader::readScalar(const Field &field, const JsonNode &node)
{
    if (field.isSecret())
        return;
    m_form.fields.insert(field.path, cellOf(field, node));
    m_shown.insert(field.path);
}

void ProfileFormReader::readTable(const QString &path, const JsonNode &node)
{
    const bool isList = path == u"load.stages" || path == u"outputs";
    if (node.type != (isList ? JsonNode::Type::Array : JsonNode::Type::Object))
        return;
    if (path == u"load.stages") {
        if (node.items.size() <= kMostStages)
            m_form.tables.insert(path, stageRows(node));
    } else if (path == u"thresholds") {
        m_form.tables.insert(path, thresholdRows(node));
    } else if (path == u"outputs") {
        m_form.tables.insert(path, outputRows(node));
    } else {
        m_form.tables.insert(path, pairRows(path, node));
    }
}

/// A member of an object, or of what should have been one.
FormCell ProfileFormReader::partCell(
    const JsonNode &object, const Field &row, const QString &path, const QString &absent)
{
    m_shown.insert(path + u'.' + row.path);
    const JsonNode *node = object.member(row.path);
    return node ? cellOf(row, *node) : FormCell{absent};
}

FormCell ProfileFormReader::textCell(const JsonNode *node, const QString &path)
{
    m_shown.insert(path);
    if (!node)
        return {};
    FormCell cell{textOf(*node)};
    if (node->type != JsonNode::Type::String)
        cell.fault = u"must be a text, not %1"_s.arg(node->typeText());
    return cell;
}

QList<FormRow> ProfileFormReader::stageRows(const JsonNode &node)
{
    QList<FormRow> rows;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const QString path = u"load.stages[%1]"_s.arg(i);
        const JsonNode &item = node.items[i];
        m_shown.insert(path);
        if (item.type == JsonNode::Type::Object)
            rows.append({partCell(item, stageDurationField(), path, {}), partCell(item, stageTargetField(), path, {})});
        else
            rows.append({cellOf(stageDurationField(), item), FormCell{}});
    }
    return rows;
}

QList<FormRow> ProfileFormReader::thresholdRows(const JsonNode &node)
{
    QList<FormRow> rows;
    for (const auto &[metric, list] : node.members) {
        const QString path = u"thresholds."_s + metric;
        if (list.type != JsonNode::Type::Array) {
            m_shown.insert(path);
            rows.append(thresholdRow(metric, list, path));
            rows.last()[kThresholdExpression].fault = u"must be a list of expressions, not %1"_s.arg(list.typeText());
            continue;
        }
        for (std::size_t i = 0; i < list.items.size(); ++i)
            rows.append(thresholdRow(metric, list.items[i], path + u'[' + QString::number(i) + u']'));
        if (list.items.empty())
            rows.append({{metric}, {QString()}, {u"false"_s}, {u"0s"_s}});
    }
    return rows;
}

FormRow ProfileFormReader::thresholdRow(const QString &metric, const JsonNode &node, const QString &path)
{
    m_shown.insert(path);
    if (node.type != JsonNode::Type::Object)
        return {{metric}, textCell(&node, path), {u"false"_s}, {u"0s"_s}};
    return {{metric}, textCell(node.member(u"threshold"), path + u".threshold"),
        partCell(node, thresholdAbortField(), path, u"false"_s), partCell(node, thresholdDelayField(), path, u"0s"_s)};
}

QList<FormRow> ProfileFormReader::outputRows(const JsonNode &node)
{
    QList<FormRow> rows;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const QString path = u"outputs[%1]"_s.arg(i);
        const JsonNode &item = node.items[i];
        m_shown.insert(path);
        if (item.type == JsonNode::Type::Object)
            rows.append(
                {textCell(item.member(u"kind"), path + u".kind"), textCell(item.member(u"file"), path + u".file")});
        else
            rows.append({FormCell{}, FormCell{textOf(item)}});
    }
    return rows;
}

QList<FormRow> ProfileFormReader::pairRows(const QString &path, const JsonNode &node)
{
    QList<FormRow> rows;
    for (const auto &[name, value] : node.members)
        rows.append({{name}, textCell(&value, path + u'.' + name)});
    return rows;
}

} // namespace doorbuster
