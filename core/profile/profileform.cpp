// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profileform.h"

#include "core/profile/fieldtable.h"
#include "core/text/duration.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QString plainText(bool flag)
{
    return flag ? u"true"_s : u"false"_s;
}

QList<FormRow> thresholdRows(const QList<MetricThresholds> &thresholds)
{
    QList<FormRow> rows;
    for (const MetricThresholds &metric : thresholds) {
        for (const ThresholdRule &rule : metric.rules)
            rows.append({{metric.metric}, {rule.expression}, {plainText(rule.abortOnFail)},
                {formatDuration(rule.delayAbortEval)}});
        // A metric without a rule is an error, which only a row can show.
        if (metric.rules.isEmpty())
            rows.append({{metric.metric}, {QString()}, {plainText(false)}, {u"0s"_s}});
    }
    return rows;
}

QList<FormRow> pairRows(const QMap<QString, QString> &texts)
{
    QList<FormRow> rows;
    for (auto text = texts.begin(); text != texts.end(); ++text)
        rows.append({{text.key()}, {text.value()}});
    return rows;
}

bool isFreeText(const Field &field)
{
    return field.kind == SettingKind::Text || field.kind == SettingKind::Secret || field.kind == SettingKind::File;
}

class Reader final {
public:
    explicit Reader(const ProfileForm &form)
        : m_form(form)
    {
        m_reading.errors = form.foreign;
    }

    FormReading run()
    {
        for (const Field &field : fieldTable()) {
            if (!m_form.isGiven(field.path))
                continue;
            m_reading.given.insert(field.path);
            if (field.isScalar())
                readScalar(field);
            else
                readTable(field.path);
        }
        return std::move(m_reading);
    }

private:
    void fail(const QString &path, const QString &message) { m_reading.errors.append({path, message}); }

    void readScalar(const Field &field)
    {
        const FieldReading reading = readCell(field, m_form.fields[field.path]);
        if (const auto *problem = std::get_if<FieldProblem>(&reading))
            fail(field.path, problem->message);
        else
            field.setValue(m_reading.profile, std::get<FieldValue>(reading));
    }

    void readTable(const QString &path)
    {
        const QList<FormRow> rows = m_form.tables[path];
        if (path == u"load.stages")
            readStages(path, rows);
        else if (path == u"thresholds")
            readThresholds(path, rows);
        else if (path == u"outputs")
            readOutputs(path, rows);
        else
            readPairs(path, rows, *textsAt(m_reading.profile, path));
    }

    /// The cell's value, or nothing after saying why.
    std::optional<FieldValue> cell(const QString &table, const QList<FormRow> &rows, qsizetype row, int column)
    {
        const FieldReading reading = readCell(*cellField(table, column), rows[row][column]);
        if (const auto *problem = std::get_if<FieldProblem>(&reading)) {
            fail(cellPath(table, rows, row, column), problem->message);
            return std::nullopt;
        }
        return std::get<FieldValue>(reading);
    }

    /// Passes on what was wrong with the row in the file.
    void tellFaults(const QString &table, const QList<FormRow> &rows, qsizetype row)
    {
        for (int column = 0; column < rows[row].size(); ++column) {
            if (!cellField(table, column) && !rows[row][column].fault.isEmpty())
                fail(cellPath(table, rows, row, column), rows[row][column].fault);
        }
    }

    void readStages(const QString &path, const QList<FormRow> &rows)
    {
        QList<Stage> &stages = m_reading.profile.load.stages;
        stages.clear();
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const auto duration = cell(path, rows, i, kStageDuration);
            const auto target = cell(path, rows, i, kStageTarget);
            if (duration && target)
                stages.append({std::get<std::chrono::milliseconds>(*duration), std::get<int>(*target)});
        }
    }

    void readThresholds(const QString &path, const QList<FormRow> &rows)
    {
        QList<MetricThresholds> &thresholds = m_reading.profile.thresholds;
        thresholds.clear();
        for (qsizetype i = 0; i < rows.size(); ++i) {
            tellFaults(path, rows, i);
            ThresholdRule rule;
            rule.expression = rows[i][kThresholdExpression].text;
            if (const auto abort = cell(path, rows, i, kThresholdAbort))
                rule.abortOnFail = std::get<bool>(*abort);
            if (const auto delay = cell(path, rows, i, kThresholdDelay))
                rule.delayAbortEval = std::get<std::chrono::milliseconds>(*delay);
            const QString &name = rows[i][kThresholdMetric].text;
            const auto existing = std::find_if(thresholds.begin(), thresholds.end(),
                [&name](const MetricThresholds &metric) { return metric.metric == name; });
            if (existing == thresholds.end())
                thresholds.append({name, {rule}});
            else
                existing->rules.append(rule);
        }
    }

    void readOutputs(const QString &path, const QList<FormRow> &rows)
    {
        for (qsizetype i = 0; i < rows.size(); ++i) {
            tellFaults(path, rows, i);
            m_reading.profile.outputs.append({rows[i][kPairName].text, rows[i][kPairValue].text});
        }
    }

    void readPairs(const QString &path, const QList<FormRow> &rows, QMap<QString, QString> &texts)
    {
        for (qsizetype i = 0; i < rows.size(); ++i) {
            tellFaults(path, rows, i);
            const QString &name = rows[i][kPairName].text;
            if (texts.contains(name))
                fail(rowPath(path, rows, i), u"is there twice"_s);
            texts.insert(name, rows[i][kPairValue].text);
        }
    }

    const ProfileForm &m_form;
    FormReading m_reading;
};

} // namespace

QString ProfileForm::text(const Field &field) const
{
    if (const auto found = fields.find(field.path); found != fields.end())
        return found->text;
    return field.isSecret() ? QString() : field.toText(field.defaultValue());
}

QList<FormRow> ProfileForm::rows(const QString &path) const
{
    const auto found = tables.find(path);
    return found != tables.end() ? *found : rowsOf(Profile{}, path);
}

FormRow stageRow(const Stage &stage)
{
    return {{formatDuration(stage.duration)}, {QString::number(stage.target)}};
}

QList<FormRow> rowsOf(const Profile &profile, const QString &path)
{
    QList<FormRow> rows;
    if (path == u"load.stages") {
        for (const Stage &stage : profile.load.stages)
            rows.append(stageRow(stage));
    } else if (path == u"thresholds") {
        rows = thresholdRows(profile.thresholds);
    } else if (path == u"outputs") {
        for (const OutputSpec &output : profile.outputs)
            rows.append({{output.kind}, {output.file}});
    } else {
        rows = pairRows(*textsAt(profile, path));
    }
    return rows;
}

ProfileForm formOf(const Profile &profile, const QSet<QString> &given)
{
    ProfileForm form;
    for (const Field &field : fieldTable()) {
        if (!given.contains(field.path) || field.isSecret())
            continue;
        if (field.isScalar())
            form.fields.insert(field.path, {field.toText(field.value(profile))});
        else
            form.tables.insert(field.path, rowsOf(profile, field.path));
    }
    return form;
}

FormReading formReading(const ProfileForm &form)
{
    return Reader(form).run();
}

QString rowPath(const QString &table, const QList<FormRow> &rows, qsizetype row)
{
    if (table == u"load.stages" || table == u"outputs")
        return u"%1[%2]"_s.arg(table, QString::number(row));
    const QString path = table + u'.' + rows[row][kPairName].text;
    if (table != u"thresholds")
        return path;
    const auto sameMetric = [&](const FormRow &other) {
        return other[kThresholdMetric].text == rows[row][kThresholdMetric].text;
    };
    // Not arg(): the metric is a person's text and may hold a %2 of its own.
    return path + u'[' + QString::number(std::count_if(rows.begin(), rows.begin() + row, sameMetric)) + u']';
}

QString cellPath(const QString &table, const QList<FormRow> &rows, qsizetype row, int cell)
{
    QString path = rowPath(table, rows, row);
    if (const Field *field = cellField(table, cell))
        path += u'.' + field->path;
    else if (table == u"outputs")
        path += cell == kPairName ? ".kind"_L1 : ".file"_L1;
    return path;
}

FieldReading readCell(const Field &field, const FormCell &cell)
{
    if (!cell.fault.isEmpty())
        return FieldProblem{cell.fault};
    if (isFreeText(field))
        return field.fromText(cell.text);
    QString text = cell.text.trimmed();
    const bool isWorded = field.kind == SettingKind::Duration || field.kind == SettingKind::Integer
        || field.kind == SettingKind::Number || field.kind == SettingKind::Boolean;
    if (text.isEmpty() && isWorded) {
        if (field.unsetWord.isEmpty())
            return FieldProblem{u"is missing"_s};
        text = field.unsetWord;
    }
    static const QRegularExpression grouped(u"^[0-9]{1,3}(,[0-9]{3})+$"_s);
    if (field.kind == SettingKind::Integer && grouped.match(text).hasMatch())
        text.remove(u',');
    return field.fromText(text);
}

const Field *cellField(const QString &table, int cell)
{
    if (table == u"load.stages")
        return cell == kStageDuration ? &stageDurationField() : &stageTargetField();
    if (table == u"thresholds" && cell == kThresholdAbort)
        return &thresholdAbortField();
    return table == u"thresholds" && cell == kThresholdDelay ? &thresholdDelayField() : nullptr;
}

} // namespace doorbuster
