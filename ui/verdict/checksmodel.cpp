// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/checksmodel.h"

#include "core/text/format.h"
#include "ui/theme/appearance.h"

#include <QFont>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int toolTipLimit = 1000;

Qt::Alignment alignmentOf(int column)
{
    return (column == ChecksModel::DifferenceColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

/// What has nothing to tell does not ask to be read: the eye goes to the findings.
bool isQuiet(const CheckRow &check, int column)
{
    if (column == ChecksModel::IdColumn || column == ChecksModel::SeverityColumn || column == ChecksModel::NoteColumn) {
        return true;
    }
    return check.verdict <= CheckVerdict::NoData
        || (check.verdict == CheckVerdict::Pass && column != ChecksModel::TitleColumn);
}

QString severityToolTip(const CheckRow &check)
{
    switch (check.severity) {
    case CheckSeverity::Off:
        return ChecksModel::tr("Switched off in the profile");
    case CheckSeverity::Warn:
        return ChecksModel::tr("What it finds is a warning");
    case CheckSeverity::Fail:
        return ChecksModel::tr("What it finds for certain fails the run");
    }
    return {};
}

QFont boldFont()
{
    QFont font;
    font.setBold(true);
    return font;
}

QString rawText(const CheckRow &check, int column)
{
    switch (column) {
    case ChecksModel::IdColumn:
        return toString(check.id);
    case ChecksModel::TitleColumn:
        return check.title;
    case ChecksModel::ExpectedColumn:
        return check.expected;
    case ChecksModel::ActualColumn:
        return check.actual;
    default:
        return check.note;
    }
}

} // namespace

QString plainToolTip(const QString &text)
{
    // In a tag of its own it is rich text for certain, so that what is escaped is also read back.
    return text.isEmpty() ? QString() : QString(u"<span>"_s + text.toHtmlEscaped() + u"</span>"_s);
}

ChecksModel::ChecksModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        if (const int rows = rowCount(); rows > 0) {
            Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1), {Qt::ForegroundRole});
        }
    });
}

void ChecksModel::setReport(std::shared_ptr<const VerificationReport> report)
{
    beginResetModel();
    m_report = std::move(report);
    endResetModel();
}

const CheckRow *ChecksModel::check(int row) const
{
    return row >= 0 && row < rowCount() ? &m_report->checks[std::size_t(row)] : nullptr;
}

int ChecksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_report ? 0 : int(m_report->checks.size());
}

int ChecksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChecksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const CheckRow &row = *check(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case SortRole:
        return sortValue(index.row(), index.column());
    case Qt::ToolTipRole:
        if (index.column() == SeverityColumn)
            return severityToolTip(row);
        return index.column() == VerdictColumn || index.column() == DifferenceColumn
            ? QString()
            : plainToolTip(displayText(rawText(row, index.column()), toolTipLimit));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(index.column()));
    case Qt::ForegroundRole:
        if (index.column() == VerdictColumn) {
            return signOf(row.verdict).color;
        }
        if (isQuiet(row, index.column())) {
            return toColor(Appearance::instance().tokens().secondary);
        }
        return {};
    case verdictRole:
        return index.column() == VerdictColumn ? QVariant(int(row.verdict)) : QVariant();
    case Qt::FontRole:
        return index.column() == TitleColumn && row.verdict == CheckVerdict::Fail ? QVariant(boldFont()) : QVariant();
    default:
        return {};
    }
}

QVariant ChecksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(alignmentOf(section));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case IdColumn:
        return tr("Id");
    case TitleColumn:
        return tr("Check");
    case VerdictColumn:
        return tr("Verdict");
    case SeverityColumn:
        return tr("Severity");
    case ExpectedColumn:
        return tr("Expected");
    case ActualColumn:
        return tr("Actual");
    case DifferenceColumn:
        return tr("Difference");
    case NoteColumn:
        return tr("Note");
    default:
        return {};
    }
}

QString ChecksModel::text(const CheckRow &check, int column) const
{
    switch (column) {
    case VerdictColumn:
        return signOf(check.verdict).text();
    case SeverityColumn:
        return toString(check.severity).toString();
    case DifferenceColumn:
        return formatDifference(check.difference);
    case IdColumn:
        return toString(check.id);
    case ExpectedColumn:
    case ActualColumn:
        return rawText(check, column).isEmpty() ? absentText() : displayText(rawText(check, column));
    default:
        return displayText(rawText(check, column), 300);
    }
}

QVariant ChecksModel::sortValue(int row, int column) const
{
    const CheckRow &check = m_report->checks[std::size_t(row)];
    switch (column) {
    case IdColumn:
        return row;
    case VerdictColumn:
        return -int(check.verdict);
    case SeverityColumn:
        return -int(check.severity);
    case DifferenceColumn:
        return check.difference ? QVariant(*check.difference) : QVariant();
    default:
        return rawText(check, column);
    }
}

} // namespace doorbuster
