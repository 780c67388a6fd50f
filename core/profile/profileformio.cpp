// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileformio.h"

#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/jsonreader.h"
#include "core/profile/profileformreader.h"
#include "core/profile/profileio.h"

#include <QSaveFile>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

bool hasAll(const JsonNode &node, std::initializer_list<QStringView> names)
{
    return std::all_of(names.begin(), names.end(), [&node](QStringView name) { return node.member(name) != nullptr; });
}

/// What a file that is no JSON text most likely is.
QString notJson(const QByteArray &text, const JsonProblem &problem)
{
    if (text.trimmed().isEmpty())
        return u"is empty"_s;
    if (text.startsWith("\x1f\x8b"))
        return u"is compressed, and a profile never is: it may be a result"_s;
    if (text.contains('\0'))
        return u"is not a text file"_s;
    const JsonReading firstLine = readJsonText(text.left(text.indexOf('\n')));
    if (!firstLine.broken && hasAll(firstLine.root, {u"type", u"metric", u"data"}))
        return u"holds result lines of k6, not a profile"_s;
    if (problem.line == 0)
        return u"cannot be read: "_s + problem.message;
    return u"is not JSON: line %1, column %2: %3"_s.arg(
        QString::number(problem.line), QString::number(problem.column), problem.message);
}

/// Why a JSON value is not a profile of this version; nullopt = it is one.
std::optional<QString> notAProfile(const JsonNode &root)
{
    if (root.type != JsonNode::Type::Object)
        return u"is not a Doorbuster profile: a profile is an object in braces, not %1"_s.arg(root.typeText());
    if (root.member(u"doorbusterResult"))
        return u"is the result of a run, not a profile"_s;
    const JsonNode *version = root.member(u"doorbuster");
    if (!version && hasAll(root, {u"metrics", u"root_group"}))
        return u"is a summary of k6, not a profile"_s;
    if (!version)
        return u"is not a Doorbuster profile (no \"doorbuster\": %1)"_s.arg(kProfileVersion);
    const bool isNumber = version->type == JsonNode::Type::Number;
    if (isNumber && version->number > kProfileVersion)
        return u"was written by a newer Doorbuster: this one reads format %1"_s.arg(kProfileVersion);
    if (!isNumber || version->number != kProfileVersion)
        return u"is not a Doorbuster profile: its \"doorbuster\" must be %1"_s.arg(kProfileVersion);
    return std::nullopt;
}

JsonNode scalarNode(const Field &field, const FormCell &cell)
{
    // By writing it, a value whose text fits becomes one that fits.
    const FieldReading reading = readCell(field, {cell.text});
    const auto *value = std::get_if<FieldValue>(&reading);
    if (!value)
        return JsonNode::of(cell.text);
    // As it was written: 90s stays 90s.
    if (std::holds_alternative<std::chrono::milliseconds>(*value))
        return JsonNode::of(cell.text.trimmed());
    return field.toJson(*value);
}

JsonNode partsNode(const QString &table, const FormRow &row)
{
    JsonNode item = JsonNode::object();
    for (int cell = 0; cell < row.size(); ++cell) {
        if (const Field *field = cellField(table, cell))
            item.add(field->path, scalarNode(*field, row[cell]));
    }
    return item;
}

JsonNode ruleNode(const FormRow &row)
{
    const auto isDefault = [&row](int cell, const FieldValue &value) {
        return readCell(*cellField(u"thresholds"_s, cell), {row[cell].text}) == FieldReading{value};
    };
    const JsonNode expression = JsonNode::of(row[kThresholdExpression].text);
    if (isDefault(kThresholdAbort, false) && isDefault(kThresholdDelay, std::chrono::milliseconds{0}))
        return expression;
    JsonNode item = JsonNode::object();
    item.add(u"threshold"_s, expression);
    for (const auto &[name, part] : partsNode(u"thresholds"_s, row).members)
        item.add(name, part);
    return item;
}

JsonNode tableNode(const QString &table, const QList<FormRow> &rows)
{
    const bool isList = table == u"load.stages" || table == u"outputs";
    JsonNode node = isList ? JsonNode::array() : JsonNode::object();
    for (const FormRow &row : rows) {
        if (table == u"load.stages") {
            node.items.push_back(partsNode(table, row));
        } else if (table == u"outputs") {
            JsonNode item = JsonNode::object();
            item.add(u"kind"_s, JsonNode::of(row[kPairName].text));
            item.add(u"file"_s, JsonNode::of(row[kPairValue].text));
            node.items.push_back(std::move(item));
        } else if (table == u"thresholds") {
            const QString &metric = row[kThresholdMetric].text;
            auto group = std::find_if(node.members.begin(), node.members.end(),
                [&metric](const auto &member) { return member.first == metric; });
            if (group == node.members.end())
                group = node.members.insert(group, {metric, JsonNode::array()});
            group->second.items.push_back(ruleNode(row));
        } else {
            node.add(row[kPairName].text, JsonNode::of(row[kPairValue].text));
        }
    }
    return node;
}

} // namespace

std::variant<ProfileForm, QString> readForm(const QByteArray &text)
{
    if (text.size() > kLargestProfile)
        return profileTooLarge();
    const JsonReading reading = readJsonText(text);
    if (reading.broken)
        return notJson(text, reading.problems.first());
    if (const auto misfit = notAProfile(reading.root))
        return *misfit;
    return ProfileFormReader().read(reading);
}

QByteArray formText(const ProfileForm &form)
{
    JsonNode root = JsonNode::object();
    root.add(u"doorbuster"_s, JsonNode::of(double(kProfileVersion)));
    for (const Field &field : fieldTable()) {
        if (!form.isGiven(field.path) || field.isSecret())
            continue;
        const qsizetype dot = field.path.lastIndexOf(u'.');
        JsonNode &section = root.objectAt(QStringView(field.path).first(std::max<qsizetype>(dot, 0)));
        section.add(field.path.sliced(dot + 1),
            field.isScalar() ? scalarNode(field, form.fields[field.path])
                             : tableNode(field.path, form.tables[field.path]));
    }
    return writeJsonText(root);
}

std::optional<QString> formObstacle(const ProfileForm &form)
{
    if (!form.foreign.isEmpty()) {
        const ProfileError &first = form.foreign.first();
        const QString others =
            form.foreign.size() == 1 ? QString() : u", and %1 more like it,"_s.arg(form.foreign.size() - 1);
        return first.path.isEmpty()
            ? u"parts of the opened file have no place in a profile and would be lost (%1)"_s.arg(first.message)
            : QString(u"“"_s + first.path + u"” of the opened file" + others
                + u" has no place in a profile and would be lost");
    }
    if (form.tables.value(u"load.stages"_s).size() > qsizetype(kMostStages))
        return u"there are more than %1 stages"_s.arg(kMostStages);
    const std::pair<QString, QString> tables[]{{u"target.headers"_s, u"the header “"_s},
        {u"verification.severity"_s, u"the severity of “"_s}, {u"tags"_s, u"the tag “"_s}};
    for (const auto &[table, what] : tables) {
        QSet<QString> names;
        for (const FormRow &row : form.tables.value(table)) {
            const QString &name = row[kPairName].text;
            if (names.contains(name))
                return QString(what + name + u"” is there twice, and one of them would be lost");
            names.insert(name);
            if (table == u"target.headers" && !isHeaderShowable(name, row[kPairValue].text))
                return QString(what + name
                    + u"” is a secret and may not be written out: put it into an environment variable and write its "
                      u"name, as in ${SHOP_SECRET}");
        }
    }
    return std::nullopt;
}

std::optional<QString> saveForm(const ProfileForm &form, const QString &file)
{
    const auto failed = [&file](const QString &cause) { return QString(file + u" was not written: " + cause); };
    if (const auto obstacle = formObstacle(form))
        return failed(*obstacle);
    const QByteArray text = formText(form);
    if (text.size() > kLargestProfile)
        return failed(u"it would be larger than %1 MiB"_s.arg(kLargestProfile / (1024 * 1024)));
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size() || !target.flush()
        || !target.commit()) // commit() alone does not notice a full disk
        return failed(target.errorString());
    return std::nullopt;
}

} // namespace doorbuster
