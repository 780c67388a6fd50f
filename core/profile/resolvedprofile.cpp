// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/resolvedprofile.h"

#include "core/profile/fieldtable.h"
#include "core/profile/headers.h"
#include "core/profile/nearest.h"
#include "core/profile/validation.h"

#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

class Resolver final {
public:
    explicit Resolver(const SettingInputs &inputs)
        : m_inputs(inputs)
    {
    }

    ResolvedProfile run()
    {
        takeBase();
        takeEnvironment();
        for (const QString &text : m_inputs.variables)
            takeVariable(text);
        for (const QString &text : m_inputs.settings)
            takeSetting(text);
        takeStages();
        judge();
        return std::move(m_result);
    }

private:
    void takeBase()
    {
        if (!m_inputs.base)
            return;
        m_result.errors = m_inputs.base->errors;
        m_result.profile = m_inputs.base->profile.value_or(Profile{});
        const QString &file = m_inputs.base->file;
        m_result.file = file;
        for (const QString &path : m_inputs.base->given)
            note(path, SettingSource::Profile, file.isEmpty() ? u"profile"_s : QString(u"profile " + file));
    }

    void takeEnvironment()
    {
        for (const Field &field : fieldTable()) {
            if (field.environment.isEmpty() || !m_inputs.environment.contains(field.environment))
                continue;
            const QString value = m_inputs.environment.value(field.environment);
            const QString origin = u"environment variable "_s + field.environment;
            take(field, field.fromEnvironment(value), SettingSource::Environment, origin,
                withValue(field, origin, value));
        }
    }

    void takeVariable(const QString &text)
    {
        const qsizetype equals = text.indexOf(u'=');
        const QString name = equals < 0 ? text : text.first(equals);
        const QString origin = u"-e "_s + name;
        const Field *field = fieldOfVariable(name);
        if (equals < 0)
            return fail(field ? field->path : QString(), u"write NAME=VALUE"_s, origin);
        if (!field) {
            QStringList known = fieldVariables();
            known.removeIf([](const QString &variable) { return fieldOfVariable(variable)->isSecret(); });
            return fail(
                {}, u"no such setting"_s + didYouMean(name, known) + u"; there are " + known.join(", "_L1), origin);
        }
        if (field->isSecret())
            return fail(field->path, secretAdvice(*field), origin);
        const QString value = text.sliced(equals + 1);
        take(*field, field->fromEnvironment(value), SettingSource::CommandLine, origin,
            withValue(*field, origin, value));
    }

    void takeSetting(const QString &text)
    {
        const qsizetype equals = text.indexOf(u'=');
        const QString path = equals < 0 ? text : text.first(equals);
        const QString origin = u"--set "_s + path;
        if (equals < 0)
            return fail(path, u"write PATH=VALUE"_s, origin);
        const QString value = text.sliced(equals + 1);
        const Field *field = fieldAt(path);
        if (field && field->isSecret())
            return fail(path, secretAdvice(*field), origin);
        if (field && field->isScalar())
            return take(
                *field, field->fromText(value), SettingSource::CommandLine, origin, withValue(*field, origin, value));
        if (path == u"load.stages")
            return fail(path, u"use --stage 30s:1000"_s, origin);
        if (isFieldGroup(path))
            return fail(path, u"is a group: set one of its fields by its full path"_s, origin);
        if (path == u"outputs")
            return fail(path, u"use --out KIND=FILE"_s, origin);
        if (!takeEntry(path, value))
            return fail(path,
                field ? u"set one entry of it: --set %1.NAME=VALUE"_s.arg(path)
                      : QString(u"no such field" + fieldSuggestion(path)),
                origin);
        note(path, SettingSource::CommandLine, origin);
    }

    /// An entry of tags, headers, severities or thresholds; false when the path is none. What it may hold is validated
    /// later.
    bool takeEntry(const QString &path, const QString &value)
    {
        const auto nameAfter = [&path](QStringView prefix) {
            return path.startsWith(prefix) ? path.sliced(prefix.size()) : QString();
        };
        for (const QString &table : {u"tags"_s, u"target.headers"_s, u"verification.severity"_s}) {
            const QString name = nameAfter(QString(table + u'.'));
            if (name.isEmpty())
                continue;
            QMap<QString, QString> &texts = *textsAt(m_result.profile, table);
            if (value.isEmpty())
                texts.remove(name);
            else
                texts.insert(name, value);
            return true;
        }
        if (const QString metric = nameAfter(u"thresholds."); !metric.isEmpty()) {
            setThresholds(metric, value);
            return true;
        }
        return false;
    }

    void setThresholds(const QString &metric, const QString &value)
    {
        auto &all = m_result.profile.thresholds;
        const auto isMetric = [&metric](const MetricThresholds &t) { return t.metric == metric; };
        if (value.isEmpty()) {
            all.removeIf(isMetric);
            return;
        }
        MetricThresholds thresholds;
        thresholds.metric = metric;
        for (const QString &expression : value.split(u','))
            thresholds.rules.append({expression.trimmed()});
        const auto existing = std::find_if(all.begin(), all.end(), isMetric);
        if (existing == all.end())
            all.append(thresholds);
        else
            *existing = thresholds;
    }

    void takeStages()
    {
        if (m_inputs.stages.isEmpty())
            return;
        QList<Stage> stages;
        for (const QString &text : m_inputs.stages) {
            const auto parsed = parseStages(text);
            if (const auto *problem = std::get_if<QString>(&parsed))
                fail(u"load.stages"_s, *problem, u"--stage "_s + text);
            else
                stages += std::get<QList<Stage>>(parsed);
        }
        m_result.profile.load.stages = stages;
        note(u"load.stages"_s, SettingSource::CommandLine, u"--stage"_s);
    }

    void take(const Field &field, const FieldReading &reading, SettingSource source, const QString &origin,
        const QString &culprit)
    {
        if (const auto *problem = std::get_if<FieldProblem>(&reading))
            return fail(field.path, problem->message, culprit);
        field.setValue(m_result.profile, std::get<FieldValue>(reading));
        note(field.path, source, origin);
    }

    /// What joins fields is judged only where the fields themselves could be read: anything else would be a guess.
    void judge()
    {
        const bool baseIsBroken = m_inputs.base && !m_inputs.base->profile;
        if (baseIsBroken)
            return;
        QSet<QString> told;
        for (const ProfileError &error : std::as_const(m_result.errors))
            told.insert(error.path);
        QList<ProfileError> found = validate(m_result.profile, m_inputs.metrics);
        found += expandHeaders(m_result.profile.target.headers, m_inputs.environment).errors;
        for (ProfileError &error : found) {
            const QString owner = ownerOf(error.path);
            if (told.contains(error.path) || told.contains(owner))
                continue;
            if (m_result.sourceOf(owner) > SettingSource::Profile)
                error.origin = m_result.originOf(owner);
            else if (m_result.sourceOf(owner) == SettingSource::Profile)
                error.file = m_inputs.base->file;
            m_result.errors.append(error);
        }
    }

    /// The path that has a source: `load.stages` for `load.stages[2].target`.
    QString ownerOf(QString path) const
    {
        while (!m_result.sources.contains(path)) {
            const qsizetype end = std::max(path.lastIndexOf(u'.'), path.lastIndexOf(u'['));
            if (end < 0)
                break;
            path.truncate(end);
        }
        return path;
    }

    static QString secretAdvice(const Field &field)
    {
        return u"is a secret, which other users could read in the list of processes: set the environment variable %1"_s
            .arg(field.environment);
    }

    /// With the value, so that a typing error can be seen; not where it may hold a password.
    static QString withValue(const Field &field, const QString &origin, const QString &value)
    {
        constexpr qsizetype kShown = 60;
        const bool tellTale = field.isSecret() || field.kind == SettingKind::Url || value.size() > kShown;
        return tellTale ? origin : QString(origin + u'=' + value);
    }

    void note(const QString &path, SettingSource source, const QString &origin)
    {
        m_result.sources.insert(path, source);
        m_result.origins.insert(path, origin);
    }

    void fail(const QString &path, const QString &message, const QString &origin)
    {
        m_result.errors.append({path, message, 0, {}, origin});
    }

    const SettingInputs &m_inputs;
    ResolvedProfile m_result;
};

} // namespace

SettingSource ResolvedProfile::sourceOf(const QString &path) const
{
    return sources.value(path, SettingSource::Default);
}

QString ResolvedProfile::originOf(const QString &path) const
{
    return origins.value(path, settingSourceName(SettingSource::Default));
}

ResolvedProfile resolveProfile(const SettingInputs &inputs)
{
    return Resolver(inputs).run();
}

std::variant<QList<Stage>, QString> parseStages(QStringView text)
{
    QList<Stage> stages;
    for (const QStringView part : text.split(u',')) {
        const QStringView stage = part.trimmed();
        const qsizetype colon = stage.indexOf(u':');
        if (colon < 0)
            return u"“%1” is no stage: write DURATION:TARGET, such as 30s:1000"_s.arg(stage);
        const auto duration = stageDurationField().fromText(stage.first(colon));
        const auto target = stageTargetField().fromText(stage.sliced(colon + 1));
        if (const auto *problem = std::get_if<FieldProblem>(&duration))
            return u"the duration %1"_s.arg(problem->message);
        if (const auto *problem = std::get_if<FieldProblem>(&target))
            return u"the target %1"_s.arg(problem->message);
        stages.append({std::get<std::chrono::milliseconds>(std::get<FieldValue>(duration)),
            std::get<int>(std::get<FieldValue>(target))});
    }
    return stages;
}

} // namespace doorbuster
