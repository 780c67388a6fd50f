// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"

#include <QAbstractTableModel>

#include <memory>

namespace doorbuster {

/// The findings of one check: their number, with a sign at the worst one, and the check's own columns.
class EvidenceModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int NumberColumn = 0; ///< the others are Evidence::columns
    static constexpr int SortRole = Qt::UserRole; ///< an int for the number, the whole text for the others

    explicit EvidenceModel(QObject *parent = nullptr);

    void setEvidence(std::shared_ptr<const Evidence> evidence); ///< null = none
    const Evidence *evidence() const { return m_evidence.get(); }
    std::optional<int> worstRow() const; ///< where it is among the rows that are kept
    /// What column `name` (as the check names it) says in this row, in full; empty where there is no such column.
    QString cell(int row, QStringView name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant number(int row, int role) const;
    QString text(const QModelIndex &index) const;

    std::shared_ptr<const Evidence> m_evidence;
};

} // namespace doorbuster
