// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileio.h"

#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/jsonreader.h"
#include "core/profile/profilereader.h"
#include "core/text/duration.h"

#include <QFile>
#include <QSaveFile>
#include <QStringList>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

JsonNode stagesNode(const QList<Stage> &stages)
{
    JsonNode list = JsonNode::array();
    for (const Stage &stage : stages) {
        JsonNode item = JsonNode::object();
        item.add(u"duration"_s, JsonNode::of(formatDuration(stage.duration)));
        item.add(u"target"_s, JsonNode::of(double(stage.target)));
        list.items.push_back(std::move(item));
    }
    return list;
}

JsonNode ruleNode(const ThresholdRule &rule)
{
    if (!rule.abortOnFail && rule.delayAbortEval == std::chrono::milliseconds{0})
        return JsonNode::of(rule.expression);
    JsonNode item = JsonNode::object();
    item.add(u"threshold"_s, JsonNode::of(rule.expression));
    item.add(u"abortOnFail"_s, JsonNode::of(rule.abortOnFail));
    item.add(u"delayAbortEval"_s, JsonNode::of(formatDuration(rule.delayAbortEval)));
    return item;
}

JsonNode thresholdsNode(const QList<MetricThresholds> &thresholds)
{
    JsonNode node = JsonNode::object();
    for (const MetricThresholds &metric : thresholds) {
        JsonNode rules = JsonNode::array();
        for (const ThresholdRule &rule : metric.rules)
            rules.items.push_back(ruleNode(rule));
        node.add(metric.metric, std::move(rules));
    }
    return node;
}

JsonNode outputsNode(const QList<OutputSpec> &outputs)
{
    JsonNode list = JsonNode::array();
    for (const OutputSpec &output : outputs) {
        JsonNode item = JsonNode::object();
        item.add(u"kind"_s, JsonNode::of(output.kind));
        item.add(u"file"_s, JsonNode::of(output.file));
        list.items.push_back(std::move(item));
    }
    return list;
}

JsonNode textsNode(const QMap<QString, QString> &texts, bool (*accept)(QStringView, QStringView))
{
    JsonNode node = JsonNode::object();
    for (auto text = texts.begin(); text != texts.end(); ++text) {
        if (accept(text.key(), text.value()))
            node.add(text.key(), JsonNode::of(text.value()));
    }
    return node;
}

JsonNode structuredNode(const Profile &profile, QStringView path)
{
    if (path == u"load.stages")
        return stagesNode(profile.load.stages);
    if (path == u"thresholds")
        return thresholdsNode(profile.thresholds);
    if (path == u"outputs")
        return outputsNode(profile.outputs);
    if (path == u"target.headers")
        return textsNode(profile.target.headers, isHeaderShowable);
    return textsNode(*textsAt(profile, path), [](QStringView, QStringView) { return true; });
}

JsonNode profileNode(const Profile &profile)
{
    JsonNode root = JsonNode::object();
    root.add(u"doorbuster"_s, JsonNode::of(double(kProfileVersion)));
    for (const Field &field : fieldTable()) {
        if (field.isSecret())
            continue;
        const qsizetype dot = field.path.lastIndexOf(u'.');
        const QString name = field.path.sliced(dot + 1);
        const QStringView section = QStringView(field.path).first(std::max<qsizetype>(dot, 0));
        if (field.isScalar()) {
            const FieldValue value = field.value(profile);
            const auto *text = std::get_if<QString>(&value);
            if (!text || !text->isEmpty() || field.defaultValue() != value)
                root.objectAt(section).add(name, field.toJson(value));
            continue;
        }
        JsonNode node = structuredNode(profile, field.path);
        // An empty list of stages or thresholds is not the default, so it must stand there.
        const bool emptyIsDefault = field.path != u"load.stages" && field.path != u"thresholds";
        if (!emptyIsDefault || !node.items.empty() || !node.members.empty())
            root.objectAt(section).add(name, std::move(node));
    }
    return root;
}

} // namespace

QString profileTooLarge()
{
    return u"larger than %1 MiB, so it is not a profile"_s.arg(kLargestProfile / (1024 * 1024));
}

std::variant<QByteArray, QString> readProfileBytes(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return u"cannot be opened: "_s + source.errorString();
    if (source.size() > kLargestProfile)
        return profileTooLarge();
    // Piece by piece, for what has no size beforehand, such as a pipe.
    QByteArray text;
    constexpr qint64 kPiece = 64 * 1024;
    while (text.size() <= kLargestProfile) {
        const QByteArray piece = source.read(kPiece);
        if (piece.isEmpty())
            break;
        text += piece;
    }
    if (source.error() != QFileDevice::NoError)
        return u"cannot be read: "_s + source.errorString();
    if (text.size() > kLargestProfile)
        return profileTooLarge();
    return text;
}

ProfileLoad readProfile(const QByteArray &text)
{
    ProfileLoad load;
    if (text.size() > kLargestProfile) {
        load.errors.append({{}, profileTooLarge()});
        return load;
    }
    const JsonReading reading = readJsonText(text);
    for (const JsonProblem &problem : reading.problems) {
        // A name given twice is told by its path and line; in broken JSON the column helps too.
        const bool syntax = problem.path.isEmpty() && problem.line > 0;
        const QString message = syntax ? u"column %1: %2"_s.arg(problem.column).arg(problem.message) : problem.message;
        load.errors.append({problem.path, message, problem.line});
    }
    if (reading.broken)
        return load;
    ProfileLoad read = ProfileReader().read(reading.root);
    load.given = read.given;
    load.errors += read.errors;
    // What concerns no line comes last.
    const auto order = [](const ProfileError &e) { return e.line == 0 ? std::numeric_limits<int>::max() : e.line; };
    std::stable_sort(load.errors.begin(), load.errors.end(),
        [&order](const ProfileError &a, const ProfileError &b) { return order(a) < order(b); });
    if (load.errors.isEmpty())
        load.profile = std::move(read.profile);
    return load;
}

ProfileLoad loadProfile(const QString &file)
{
    ProfileLoad load;
    const auto bytes = readProfileBytes(file);
    if (const auto *problem = std::get_if<QString>(&bytes))
        load.errors.append({{}, *problem});
    else
        load = readProfile(std::get<QByteArray>(bytes));
    load.file = file;
    for (ProfileError &error : load.errors)
        error.file = file;
    return load;
}

QByteArray profileText(const Profile &profile)
{
    return writeJsonText(profileNode(profile));
}

QJsonObject toJson(const Profile &profile)
{
    return profileNode(profile).toQtJson().toObject();
}

std::optional<QString> saveProfile(const Profile &profile, const QString &file)
{
    for (auto header = profile.target.headers.begin(); header != profile.target.headers.end(); ++header) {
        if (!isHeaderShowable(header.key(), header.value()))
            return u"%1 was not written: the header %2 is a secret and may not be written out"_s.arg(
                file, header.key());
    }
    QSaveFile target(file);
    const QByteArray text = profileText(profile);
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size() || !target.flush()
        || !target.commit()) // commit() alone does not notice a full disk
        return u"%1 was not written: %2"_s.arg(file, target.errorString());
    return std::nullopt;
}

const QStringList &outputKinds()
{
    static const QStringList kinds{u"json"_s, u"csv"_s, u"junit"_s, u"html"_s, u"charts"_s};
    return kinds;
}

} // namespace doorbuster
