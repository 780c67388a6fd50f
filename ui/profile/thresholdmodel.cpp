// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/thresholdmodel.h"

#include "core/metrics/metric.h"
#include "core/metrics/requestrecord.h"
#include "core/profile/validation.h"
#include "ui/profile/profiledocument.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

const QString thresholdsPath = QStringLiteral("thresholds");

QStringList aggregationsOfType(MetricType type)
{
    switch (type) {
    case MetricType::Counter:
        return {u"count>"_s, u"count<"_s, u"rate>"_s, u"rate<"_s};
    case MetricType::Gauge:
        return {u"value<"_s, u"value>"_s};
    case MetricType::Rate:
        return {u"rate<"_s, u"rate>"_s};
    case MetricType::Trend:
        return {u"p(95)<"_s, u"p(99)<"_s, u"p(90)<"_s, u"p(50)<"_s, u"avg<"_s, u"med<"_s, u"min<"_s, u"max<"_s};
    }
    Q_UNREACHABLE();
}

std::optional<MetricType> typeOf(const QString &metric)
{
    const auto selection = parseSelector(metric);
    const auto *selector = std::get_if<MetricSelector>(&selection);
    return selector ? metricTypeByName(selector->metric) : std::nullopt;
}

/// An expression that fits the metric, so that only the metric can be wrong.
QString fittingExpression(const QString &metric)
{
    const auto type = typeOf(metric);
    return type ? QString(aggregationsOfType(*type).first() + u'0') : QString();
}

} // namespace

ThresholdModel::ThresholdModel(ProfileDocument &document, QObject *parent)
    : FormTableModel(document, thresholdsPath, tr("threshold"), parent)
{
}

int ThresholdModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int ThresholdModel::cellOf(int column) const
{
    static_assert(int(Metric) == kThresholdMetric && int(Expression) == kThresholdExpression
        && int(Abort) == kThresholdAbort && int(Delay) == kThresholdDelay);
    return column;
}

QString ThresholdModel::columnTitle(int column) const
{
    switch (column) {
    case Metric:
        return tr("Metric");
    case Expression:
        return tr("Must hold");
    case Abort:
        return tr("Stop the run?");
    default:
        return tr("Not before");
    }
}

QVariant ThresholdModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Delay ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::CheckStateRole && index.column() == Abort) {
        const QString &text = rows()[index.row()][kThresholdAbort].text;
        return int(text == u"true" ? Qt::Checked : text == u"false" ? Qt::Unchecked : Qt::PartiallyChecked);
    }
    return FormTableModel::data(index, role);
}

QString ThresholdModel::display(int row, int cell) const
{
    const QString &text = rows()[row][cell].text;
    if (cell == kThresholdAbort && text == u"true")
        return tr("yes");
    if (cell == kThresholdAbort && text == u"false")
        return tr("no");
    return FormTableModel::display(row, cell);
}

Qt::ItemFlags ThresholdModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = FormTableModel::flags(index);
    return index.column() == Abort ? (flags & ~Qt::ItemIsEditable) | Qt::ItemIsUserCheckable : flags;
}

bool ThresholdModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role == Qt::CheckStateRole && index.isValid() && index.column() == Abort)
        return FormTableModel::setData(index, value.toInt() == Qt::Checked ? u"true"_s : u"false"_s, Qt::EditRole);
    return FormTableModel::setData(index, value, role);
}

std::optional<QString> ThresholdModel::misfit(int row, int cell, const QString &text) const
{
    if (const Field *field = cellField(thresholdsPath, cell)) {
        const FieldReading reading = readCell(*field, {text});
        const auto *problem = std::get_if<FieldProblem>(&reading);
        return problem ? std::optional(problem->message) : std::nullopt;
    }
    const QStringList tags = document().resolved().profile.tags.keys();
    if (cell == kThresholdMetric)
        return thresholdProblem(text, fittingExpression(text), &metricTypeByName, tags);
    const QString &metric = rows()[row][kThresholdMetric].text;
    if (misfit(row, kThresholdMetric, metric)) {
        // Where the metric is unknown, the grammar can still be judged.
        const auto parsed = parseThreshold(text);
        const auto *error = std::get_if<ThresholdError>(&parsed);
        return error ? std::optional(error->message) : std::nullopt;
    }
    return thresholdProblem(metric, text, &metricTypeByName, tags);
}

/// Metric and expression share a path: the sentence belongs to the one that is wrong.
QStringList ThresholdModel::judged(int row, int cell) const
{
    const QStringList problems = FormTableModel::judged(row, cell);
    if (problems.isEmpty() || cellField(thresholdsPath, cell))
        return problems;
    const bool metricIsWrong = misfit(row, kThresholdMetric, rows()[row][kThresholdMetric].text).has_value();
    return metricIsWrong == (cell == kThresholdMetric) ? problems : QStringList();
}

FormRow ThresholdModel::freshRow() const
{
    return {{u"http_req_duration"_s}, {QString()}, {u"false"_s}, {u"0s"_s}};
}

QStringList ThresholdModel::completions(int row, int cell) const
{
    if (cell == kThresholdExpression) {
        const auto type = typeOf(rows()[row][kThresholdMetric].text);
        return type ? aggregationsOfType(*type) : QStringList();
    }
    if (cell != kThresholdMetric)
        return {};
    QStringList names;
    for (const MetricInfo &metric : allMetrics()) {
        names << metric.name.toString();
        if (!metric.name.startsWith("http_req"_L1))
            continue;
        for (std::size_t i = 0; i < requestNameCount; ++i)
            names << QString(metric.name + u"{name:"_s + toString(RequestName(i)) + u'}');
    }
    return names;
}

} // namespace doorbuster
