// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/document/documentparts.h"

#include "core/profile/executor.h"
#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/stagestext.h"
#include "core/text/format.h"

using namespace Qt::StringLiterals;

namespace doorbuster::document {

namespace {

constexpr int valueLength = 300;

QString phaseName(RunPhase phase)
{
    QString name = toString(phase).toString();
    if (!name.isEmpty()) {
        name.front() = name.front().toUpper();
    }
    return name;
}

/// What a structured field holds, on one line.
QString structuredText(const Profile &profile, QStringView path)
{
    QStringList parts;
    if (path == u"load.stages") {
        for (const Stage &stage : profile.load.stages) {
            parts += formatDuration(stage.duration) + u':' + QString::number(stage.target);
        }
    } else if (path == u"target.headers") {
        for (auto header = profile.target.headers.begin(); header != profile.target.headers.end(); ++header) {
            parts += header.key() + u": "_s + redactedHeader(header.key(), header.value());
        }
    } else if (path == u"thresholds") {
        for (const MetricThresholds &of : profile.thresholds) {
            for (const ThresholdRule &rule : of.rules) {
                parts += of.metric + u": "_s + rule.expression + (rule.abortOnFail ? u" (aborts)"_s : QString());
            }
        }
    } else if (path == u"outputs") {
        for (const OutputSpec &output : profile.outputs) {
            parts += output.kind + u'=' + output.file;
        }
    } else if (path == u"tags") {
        for (auto tag = profile.tags.begin(); tag != profile.tags.end(); ++tag) {
            parts += tag.key() + u'=' + tag.value();
        }
    }
    return parts.isEmpty() ? u"none"_s : parts.join(u", "_s);
}

QString valueText(const Field &field, const Profile &profile)
{
    if (!field.isScalar()) {
        return structuredText(profile, field.path);
    }
    const QString text = field.toText(field.value(profile));
    return field.kind == SettingKind::Url ? displayUrl(text) : text;
}

/// Where a field's value came from, or that of an entry of its own: `tags.team` for `tags`.
QString sourceOf(const RunResult &result, const QString &path)
{
    if (const auto at = result.sources.find(path); at != result.sources.end()) {
        return at.value();
    }
    const QString inside = path + u'.';
    const auto at = result.sources.lowerBound(inside);
    return at != result.sources.end() && at.key().startsWith(inside) ? at.value() : QString();
}

} // namespace

DocumentTable phases(const RunResult &result)
{
    DocumentTable table{.title = u"Phases"_s};
    table.columns = {{u"Phase"_s}, {u"Began"_s, true}, {u"Took"_s, true}, {u"Planned"_s, true}};
    for (const PhaseSpan &span : result.phases) {
        table.rows.push_back({phaseName(span.phase), formatClock(span.started), formatTime(span.ended - span.started),
            span.planned ? formatTime(*span.planned) : absentText()});
    }
    return table;
}

DocumentTable stages(const RunResult &result)
{
    const auto plan = makeExecutor(result.profile.load);
    DocumentTable table{.title = u"Stages"_s};
    table.columns = {{u"#"_s, true}, {u"Stage"_s}, {u"Began"_s, true}, {u"Within"_s, true}, {u"Virtual users"_s, true}};
    int from = result.profile.load.startVUs;
    for (int i = 0; i < int(result.profile.load.stages.size()); ++i) {
        const Stage &stage = result.profile.load.stages[i];
        table.rows.push_back({formatCount(i + 1), stageDescription(stage, from), formatClock(plan->stageStart(i)),
            formatDuration(stage.duration), formatCount(stage.target)});
        from = stage.target;
    }
    if (!table.rows.empty()) {
        table.remark = u"As planned; times since the load began. The phases say what was lived through."_s;
    }
    return table;
}

DocumentTable environment(const RunResult &result)
{
    std::vector<DocumentFact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty()) {
            facts.push_back({name, value});
        }
    };
    const MachineInfo &machine = result.machine;
    add(u"Target"_s, displayText(displayUrl(result.apiBase)));
    if (!result.saleId.isEmpty()) {
        add(u"Sale"_s,
            displayText(QString::fromUtf8(result.saleId), 80)
                + (result.saleCreated ? u", made for this run"_s : u", was there before"_s));
    }
    if (result.saleStartsAt) {
        add(u"Sale open"_s, formatDateTime(result.saleStartsAt) + u" to "_s + formatDateTime(result.saleEndsAt));
    }
    add(u"Run"_s, displayText(result.runId, 60));
    add(u"System"_s, displayText(machine.system, 80));
    add(u"Kernel"_s, displayText(machine.kernel, 80));
    add(u"Processor"_s,
        displayText(machine.processor, 80)
            + (machine.cores > 0 ? u" · %1 cores"_s.arg(formatCount(machine.cores)) : QString()));
    add(u"Memory"_s, machine.memory > 0 ? formatBytes(double(machine.memory)) : QString());
    if (!machine.version.isEmpty()) {
        add(u"Program"_s,
            u"Doorbuster %1, Qt %2"_s.arg(displayText(machine.version, 20), displayText(machine.qtVersion, 20)));
    }
    return factTable(u"Environment"_s, facts);
}

DocumentTable settings(const RunResult &result)
{
    DocumentTable table{.title = u"Settings other than the defaults"_s};
    table.columns = {{u"Setting"_s}, {u"Field"_s}, {u"Value"_s, false, true}, {u"Set by"_s}};
    const Profile defaults;
    for (const Field &field : fieldTable()) {
        // The name stands at the head, and secrets nowhere.
        if (field.isSecret() || field.path == u"name" || field.path == u"notes") {
            continue;
        }
        const QString value = valueText(field, result.profile);
        const QString source = sourceOf(result, field.path);
        if (source.isEmpty() && value == valueText(field, defaults)) {
            continue;
        }
        table.rows.push_back({displayText(field.label, 60), field.path, displayText(value, valueLength),
            source.isEmpty() ? u"profile"_s : displayText(source, 80)});
    }
    table.emptyText = u"The run had the default settings."_s;
    return table;
}

} // namespace doorbuster::document
