// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/formtablemodel.h"

namespace doorbuster {

/// The stages of the load plan. The columns stand in another order on screen, see visualOrder(): what changes with the
/// rows above must not be a row's first cell, which tells rows apart.
class StageModel final : public FormTableModel {
    Q_OBJECT
public:
    enum Columns { Duration, Target, Description, Number, ColumnCount };
    static QList<int> visualOrder() { return {Number, Description, Duration, Target}; }

    explicit StageModel(ProfileDocument &document, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    int cellOf(int column) const override;
    QString columnTitle(int column) const override;
    std::optional<QString> misfit(int row, int cell, const QString &text) const override;
    FormRow freshRow() const override;

protected:
    QString display(int row, int cell) const override;

private:
    QString describe(int row) const;
};

} // namespace doorbuster
