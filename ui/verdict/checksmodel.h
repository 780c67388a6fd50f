// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/verification.h"

#include <QAbstractTableModel>

#include <memory>

namespace doorbuster {

/// The table of the verdict. Texts are the result's own, made safe to show; the verdict is "✕ fail" with its colour
/// under Qt::ForegroundRole and itself under verdictRole, as VerdictDelegate draws it.
class ChecksModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        IdColumn,
        TitleColumn,
        VerdictColumn,
        SeverityColumn,
        ExpectedColumn,
        ActualColumn,
        DifferenceColumn,
        NoteColumn,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole; ///< worst verdicts first; ids in the order of the table

    explicit ChecksModel(QObject *parent = nullptr);

    /// The checks of this verdict, which is kept; none for null.
    void setReport(std::shared_ptr<const VerificationReport> report);
    const CheckRow *check(int row) const; ///< null where there is no such row

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const CheckRow &check, int column) const;
    QVariant sortValue(int row, int column) const;

    std::shared_ptr<const VerificationReport> m_report;
};

/// A tool tip that shows a text as it is, whatever it holds.
QString plainToolTip(const QString &text);

} // namespace doorbuster
