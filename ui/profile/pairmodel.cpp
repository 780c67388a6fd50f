// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/pairmodel.h"

#include "core/metrics/metric.h"
#include "core/profile/checktable.h"
#include "core/profile/headers.h"
#include "core/profile/profileio.h"
#include "core/profile/validation.h"
#include "core/text/format.h"
#include "ui/profile/profiledocument.h"

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QString nounOf(const QString &path)
{
    if (path == u"outputs")
        return PairModel::tr("output");
    if (path == u"verification.severity")
        return PairModel::tr("severity");
    return path == u"tags" ? PairModel::tr("tag") : PairModel::tr("header");
}

std::optional<QString> tagNameProblem(const QString &name)
{
    Profile profile;
    profile.tags.insert(name, u"x"_s);
    const QString path = u"tags."_s + name;
    for (const ProfileError &error : validate(profile, &metricTypeByName)) {
        if (error.path == path)
            return error.message;
    }
    return std::nullopt;
}

} // namespace

PairModel::PairModel(ProfileDocument &document, const QString &path, QObject *parent)
    : FormTableModel(document, path, nounOf(path), parent)
{
}

int PairModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PairModel::columnTitle(int column) const
{
    if (path() == u"outputs")
        return column == Name ? tr("Kind") : tr("File");
    if (isSeverities())
        return column == Name ? tr("Check") : tr("Severity");
    return column == Name ? tr("Name") : tr("Value");
}

QVariant PairModel::data(const QModelIndex &index, int role) const
{
    // A secret that was written out must be typed anew, not shown to be mended.
    const bool isRaw = role == Qt::EditRole || role == SortRole;
    if (isRaw && index.isValid() && index.column() == Value && path() == u"target.headers") {
        const FormRow &row = rows()[index.row()];
        if (!isHeaderShowable(row[kPairName].text, row[kPairValue].text))
            return QString();
    }
    return FormTableModel::data(index, role);
}

QString PairModel::display(int row, int cell) const
{
    const FormRow &cells = rows()[row];
    if (cell == kPairValue && path() == u"target.headers")
        return displayText(redactedHeader(cells[kPairName].text, cells[kPairValue].text));
    return FormTableModel::display(row, cell);
}

std::optional<QString> PairModel::misfit(int row, int cell, const QString &text) const
{
    if (path() == u"outputs") {
        if (cell == kPairName && !outputKinds().contains(text))
            return tr("use one of %1").arg(outputKinds().join(u", "_s));
        return text.isEmpty() ? std::optional(tr("is missing")) : std::nullopt;
    }
    if (path() == u"tags") {
        if (cell == kPairName)
            return tagNameProblem(text);
        return text.isEmpty() ? std::optional(tr("has no value")) : std::nullopt;
    }
    if (isSeverities())
        return cell == kPairName ? checkIdProblem(text) : severityOfRowProblem(row, text);
    if (cell == kPairName)
        return headerProblem(text, {});
    const QString &name = rows()[row][kPairName].text;
    return headerProblem(headerProblem(name, {}) ? u"X"_s : name, text);
}

/// Why a severity does not fit the check of its row; any of the known ones fits a check that is not known.
std::optional<QString> PairModel::severityOfRowProblem(int row, const QString &severity) const
{
    const QString &id = rows()[row][kPairName].text;
    return severityProblem(checkIdProblem(id) ? toString(CheckId::NoOversell) : id, severity);
}

bool PairModel::isSeverities() const
{
    return path() == u"verification.severity";
}

bool PairModel::blamesValue(int row) const
{
    return !misfit(row, kPairName, rows()[row][kPairName].text);
}

QStringList PairModel::judged(int row, int cell) const
{
    const QStringList problems = FormTableModel::judged(row, cell);
    if (problems.isEmpty() || path() == u"outputs")
        return problems;
    return blamesValue(row) == (cell == kPairValue) ? problems : QStringList();
}

FormRow PairModel::freshRow() const
{
    if (path() == u"outputs")
        return {{outputKinds().first()}, {QString()}};
    return {{QString()}, {isSeverities() ? toString(CheckSeverity::Warn).toString() : QString()}};
}

QStringList PairModel::completions(int, int cell) const
{
    if (isSeverities())
        return cell == kPairName ? checkIds() : checkSeverityNames();
    return path() == u"outputs" && cell == kPairName ? outputKinds() : QStringList();
}

bool PairModel::isChoice(int cell) const
{
    return isSeverities() || (path() == u"outputs" && cell == kPairName);
}

} // namespace doorbuster
