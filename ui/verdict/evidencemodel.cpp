// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/evidencemodel.h"

#include "core/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/verdict/checksmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int longestToolTip = 1000;

Qt::Alignment evidenceAlignment(int column)
{
    return (column == EvidenceModel::NumberColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace

EvidenceModel::EvidenceModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        if (const int rows = rowCount(); rows > 0) {
            Q_EMIT dataChanged(index(0, NumberColumn), index(rows - 1, NumberColumn), {Qt::ForegroundRole});
        }
    });
}

void EvidenceModel::setEvidence(std::shared_ptr<const Evidence> evidence)
{
    beginResetModel();
    m_evidence = std::move(evidence);
    m_order = m_evidence ? m_evidence->shownOrder() : std::vector<std::size_t>();
    endResetModel();
}

std::optional<int> EvidenceModel::worstRow() const
{
    if (!m_evidence || !m_evidence->worst) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(m_order, *m_evidence->worst);
    return found == m_order.end() ? std::nullopt : std::optional(int(found - m_order.begin()));
}

QString EvidenceModel::cell(int row, QStringView name) const
{
    if (row < 0 || row >= rowCount()) {
        return {};
    }
    for (qsizetype column = 0; column < m_evidence->columns.size(); ++column) {
        if (m_evidence->columns[column] == name) {
            return finding(row).value(column);
        }
    }
    return {};
}

int EvidenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_evidence ? 0 : int(m_order.size());
}

int EvidenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_evidence ? 0 : 1 + int(m_evidence->columns.size());
}

QVariant EvidenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(evidenceAlignment(index.column()));
    }
    if (index.column() == NumberColumn) {
        return number(index.row(), role);
    }
    switch (role) {
    case Qt::DisplayRole:
        return displayText(text(index));
    case SortRole:
        return text(index);
    case Qt::ToolTipRole:
        return plainToolTip(displayText(text(index), longestToolTip));
    default:
        return {};
    }
}

QVariant EvidenceModel::number(int row, int role) const
{
    const std::size_t found = m_order[std::size_t(row)];
    const bool worst = m_evidence->worst == found;
    const DesignTokens &tokens = Appearance::instance().tokens();
    switch (role) {
    case Qt::DisplayRole:
        return QString((worst ? u"▲ "_s : QString()) + formatCount(found + 1));
    case SortRole:
        return int(found);
    case Qt::ToolTipRole:
        return worst ? tr("The worst finding") : QString();
    case Qt::AccessibleTextRole:
        return worst ? tr("%1, the worst finding").arg(formatCount(found + 1)) : formatCount(found + 1);
    case Qt::ForegroundRole:
        return toColor(worst ? tokens.fail : tokens.secondary);
    default:
        return {};
    }
}

QString EvidenceModel::text(const QModelIndex &index) const
{
    return finding(index.row()).value(index.column() - 1);
}

QVariant EvidenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter); // leaves room for the sign of the order
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (section == NumberColumn) {
        return u"#"_s;
    }
    QString name = displayText(m_evidence->columns[section - 1], 40);
    if (!name.isEmpty()) {
        name[0] = name[0].toUpper();
    }
    return name;
}

} // namespace doorbuster
