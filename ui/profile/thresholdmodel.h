// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/formtablemodel.h"

namespace doorbuster {

/// What must hold for a run to pass, a row a rule. `Abort` is a check box.
class ThresholdModel final : public FormTableModel {
    Q_OBJECT
public:
    enum Columns { Metric, Expression, Abort, Delay, ColumnCount };

    explicit ThresholdModel(ProfileDocument &document, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    int cellOf(int column) const override;
    QString columnTitle(int column) const override;
    std::optional<QString> misfit(int row, int cell, const QString &text) const override;
    FormRow freshRow() const override;
    /// Metrics, with the request names of those that are counted by request; aggregations of the row's metric.
    QStringList completions(int row, int cell) const override;

protected:
    QString display(int row, int cell) const override;
    QStringList judged(int row, int cell) const override;
};

} // namespace doorbuster
