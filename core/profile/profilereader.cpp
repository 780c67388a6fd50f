// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profilereader.h"

#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/nearest.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qsizetype kMostErrors = 100;

QString childPath(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : QString(path + u'.' + name);
}

} // namespace

ProfileLoad ProfileReader::read(const JsonNode &root)
{
    if (root.type != JsonNode::Type::Object)
        fail(root, {}, u"a profile is an object in braces, not %1"_s.arg(root.typeText()));
    else if (readVersion(root))
        readSection(root, {});
    if (m_load.errors.isEmpty())
        m_load.profile = std::move(m_profile);
    return std::move(m_load);
}

/// False when the rest cannot be judged by this version's rules.
bool ProfileReader::readVersion(const JsonNode &root)
{
    const QString path = u"doorbuster"_s;
    const JsonNode *version = root.member(path);
    if (!version && root.member(u"doorbusterResult"_s)) {
        fail(root, {},
            u"this is the result of a run, not a profile: report prints it, and verify reads its shop's books again"_s);
        return false;
    }
    if (!version) {
        fail(root, path, u"is missing: a profile says \"doorbuster\": %1"_s.arg(kProfileVersion));
        return true;
    }
    if (version->type == JsonNode::Type::Number && version->number > kProfileVersion) {
        fail(*version, path,
            u"the profile was written by a newer Doorbuster: this one reads format %1"_s.arg(kProfileVersion));
        return false;
    }
    if (version->type != JsonNode::Type::Number || version->number != kProfileVersion)
        fail(*version, path, u"must be %1"_s.arg(kProfileVersion));
    return true;
}

void ProfileReader::readSection(const JsonNode &section, const QString &prefix)
{
    for (const auto &[name, node] : section.members) {
        const QString path = childPath(prefix, name);
        const Field *field = name.contains(u'.') ? nullptr : fieldAt(path);
        if (prefix.isEmpty() && name == u"doorbuster")
            continue;
        if (field && field->isScalar()) {
            readScalar(*field, node);
        } else if (field) {
            m_load.given.insert(path);
            readStructured(path, node);
        } else if (name.contains(u'.')) {
            fail(node, path, u"no such field: write one object inside the other instead of a name with dots"_s);
        } else if (!isFieldGroup(path)) {
            fail(node, path, u"no such field"_s + (hasRoom() ? fieldSuggestion(path) : QString()));
        } else if (node.type != JsonNode::Type::Object) {
            fail(node, path, u"must be an object, not %1"_s.arg(node.typeText()));
        } else {
            readSection(node, path);
        }
    }
}

void ProfileReader::readScalar(const Field &field, const JsonNode &node)
{
    if (field.isSecret()) {
        fail(node, field.path, u"is never kept in a file: set the environment variable %1"_s.arg(field.environment));
        return;
    }
    const FieldReading reading = field.fromJson(node);
    if (const auto *problem = std::get_if<FieldProblem>(&reading)) {
        fail(node, field.path, problem->message);
        return;
    }
    field.setValue(m_profile, std::get<FieldValue>(reading));
    m_load.given.insert(field.path);
}

void ProfileReader::readStructured(const QString &path, const JsonNode &node)
{
    if (path == u"load.stages") {
        readStages(node);
    } else if (path == u"thresholds") {
        readThresholds(node);
    } else if (path == u"outputs") {
        readOutputs(node);
    } else {
        *textsAt(m_profile, path) = readTexts(node, path);
        if (path == u"target.headers") {
            for (const auto &[name, value] : node.members) {
                if (const auto problem = headerProblem(name, value.string))
                    fail(value, childPath(path, name), *problem);
            }
        }
    }
}

void ProfileReader::readStages(const JsonNode &node)
{
    const QString path = u"load.stages"_s;
    m_profile.load.stages.clear();
    if (node.type != JsonNode::Type::Array) {
        fail(node, path, u"must be a list of {\"duration\", \"target\"}, not %1"_s.arg(node.typeText()));
        return;
    }
    if (node.items.size() > kMostStages) {
        fail(node, path, u"more than %1 stages"_s.arg(kMostStages));
        return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const QString itemPath = u"%1[%2]"_s.arg(path).arg(i);
        const JsonNode &item = node.items[i];
        if (!isObjectOf(item, itemPath, {u"duration"_s, u"target"_s}))
            continue;
        for (const QString &name : {u"duration"_s, u"target"_s}) {
            if (!item.member(name))
                fail(item, childPath(itemPath, name), u"is missing"_s);
        }
        const auto duration = part(item, itemPath, stageDurationField(), std::chrono::milliseconds{0});
        const auto target = part(item, itemPath, stageTargetField(), 0);
        m_profile.load.stages.append({std::get<std::chrono::milliseconds>(duration), std::get<int>(target)});
    }
}

void ProfileReader::readThresholds(const JsonNode &node)
{
    const QString path = u"thresholds"_s;
    m_profile.thresholds.clear();
    if (node.type != JsonNode::Type::Object) {
        fail(node, path, u"must be an object of lists, metric by metric, not %1"_s.arg(node.typeText()));
        return;
    }
    for (const auto &[metric, list] : node.members) {
        const QString metricPath = childPath(path, metric);
        if (list.type != JsonNode::Type::Array) {
            fail(list, metricPath, u"must be a list of expressions, not %1"_s.arg(list.typeText()));
            continue;
        }
        MetricThresholds thresholds;
        thresholds.metric = metric;
        for (std::size_t i = 0; i < list.items.size(); ++i)
            thresholds.rules.append(readRule(list.items[i], u"%1[%2]"_s.arg(metricPath).arg(i)));
        m_profile.thresholds.append(thresholds);
    }
}

ThresholdRule ProfileReader::readRule(const JsonNode &node, const QString &path)
{
    ThresholdRule rule;
    if (node.type == JsonNode::Type::String) {
        rule.expression = node.string;
        return rule;
    }
    if (!isObjectOf(node, path, {u"threshold"_s, u"abortOnFail"_s, u"delayAbortEval"_s}))
        return rule;
    const JsonNode *expression = node.member(u"threshold");
    if (!expression)
        fail(node, childPath(path, u"threshold"_s), u"is missing"_s);
    else if (expression->type != JsonNode::Type::String)
        fail(*expression, childPath(path, u"threshold"_s), u"must be a text, not %1"_s.arg(expression->typeText()));
    else
        rule.expression = expression->string;
    rule.abortOnFail = std::get<bool>(part(node, path, thresholdAbortField(), false));
    rule.delayAbortEval =
        std::get<std::chrono::milliseconds>(part(node, path, thresholdDelayField(), std::chrono::milliseconds{0}));
    return rule;
}

void ProfileReader::readOutputs(const JsonNode &node)
{
    const QString path = u"outputs"_s;
    if (node.type != JsonNode::Type::Array) {
        fail(node, path, u"must be a list of {\"kind\", \"file\"}, not %1"_s.arg(node.typeText()));
        return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const QString itemPath = u"%1[%2]"_s.arg(path).arg(i);
        const JsonNode &item = node.items[i];
        if (!isObjectOf(item, itemPath, {u"kind"_s, u"file"_s}))
            continue;
        OutputSpec output;
        for (const auto &[name, text] : {std::pair{u"kind"_s, &output.kind}, {u"file"_s, &output.file}}) {
            const JsonNode *value = item.member(name);
            if (!value)
                fail(item, childPath(itemPath, name), u"is missing"_s);
            else if (value->type != JsonNode::Type::String)
                fail(*value, childPath(itemPath, name), u"must be a text, not %1"_s.arg(value->typeText()));
            else
                *text = value->string;
        }
        m_profile.outputs.append(output);
    }
}

QMap<QString, QString> ProfileReader::readTexts(const JsonNode &node, const QString &path)
{
    QMap<QString, QString> texts;
    if (node.type != JsonNode::Type::Object) {
        fail(node, path, u"must be an object of texts, not %1"_s.arg(node.typeText()));
        return texts;
    }
    for (const auto &[name, value] : node.members) {
        if (value.type != JsonNode::Type::String)
            fail(value, childPath(path, name), u"must be a text, not %1"_s.arg(value.typeText()));
        else
            texts.insert(name, value.string);
    }
    return texts;
}

bool ProfileReader::isObjectOf(const JsonNode &node, const QString &path, const QStringList &names)
{
    if (node.type != JsonNode::Type::Object) {
        fail(node, path, u"must be an object of %1, not %2"_s.arg(names.join(", "_L1), node.typeText()));
        return false;
    }
    for (const auto &[name, value] : node.members) {
        if (!names.contains(name))
            fail(value, childPath(path, name), u"no such field"_s + (hasRoom() ? didYouMean(name, names) : QString()));
    }
    return true;
}

FieldValue ProfileReader::part(
    const JsonNode &object, const QString &path, const Field &row, const FieldValue &fallback)
{
    const JsonNode *node = object.member(row.path);
    if (!node)
        return fallback;
    const FieldReading reading = row.fromJson(*node);
    if (const auto *value = std::get_if<FieldValue>(&reading))
        return *value;
    fail(*node, childPath(path, row.path), std::get<FieldProblem>(reading).message);
    return fallback;
}

// Suggestions cost a comparison with every name, so what will not be listed gets none.
bool ProfileReader::hasRoom() const
{
    return m_load.errors.size() < kMostErrors;
}

void ProfileReader::fail(const JsonNode &node, const QString &path, const QString &message)
{
    if (hasRoom())
        m_load.errors.append({path, message, node.line});
    else if (m_load.errors.size() == kMostErrors)
        m_load.errors.append({{}, u"there are more errors; these are the first %1"_s.arg(kMostErrors)});
}

} // namespace doorbuster
