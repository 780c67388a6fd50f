// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

namespace doorbuster {

/// The findings of one check in the order in which they are shown, the worst first: their number as they were found,
/// with a sign at the worst one, and the check's own columns.
class EvidenceModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int NumberColumn = 0; ///< the others are Evidence::columns
    static constexpr int SortRole = Qt::UserRole; ///< an int for the number, the whole text for the others

    explicit EvidenceModel(QObject *parent = nullptr);

    void setEvidence(std::shared_ptr<const Evidence> evidence); ///< null = none
    const Evidence *evidence() const { return m_evidence.get(); }
    std::optional<int> worstRow() const; ///< where it is shown, if it is among those that are kept
    /// What column `name` (as the check names it) says in this row, in full; empty where there is no such column.
    QString cell(int row, QStringView name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant number(int row, int role) const;
    QString text(const QModelIndex &index) const;

    const QStringList &finding(int row) const { return m_evidence->rows[m_order[std::size_t(row)]]; }

    std::shared_ptr<const Evidence> m_evidence;
    std::vector<std::size_t> m_order; ///< see Evidence::shownOrder()
};

} // namespace doorbuster
