// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/profile/formtablemodel.h"

namespace doorbuster {

/// Headers and tags (name, value), severities of checks (id, severity) and outputs (kind, file). A secret that stands
/// in a header is never shown.
class PairModel final : public FormTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Value, ColumnCount };

    /// `path`: `target.headers`, `verification.severity`, `tags` or `outputs`.
    PairModel(ProfileDocument &document, const QString &path, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    int cellOf(int column) const override { return column; }
    QString columnTitle(int column) const override;
    std::optional<QString> misfit(int row, int cell, const QString &text) const override;
    FormRow freshRow() const override;
    QStringList completions(int row, int cell) const override;
    bool isChoice(int cell) const override;

protected:
    QString display(int row, int cell) const override;
    QStringList judged(int row, int cell) const override;

private:
    bool isSeverities() const;
    std::optional<QString> severityOfRowProblem(int row, const QString &severity) const;
    /// Whether what is wrong with a row, whose name and value share a path, is its value.
    bool blamesValue(int row) const;
};

} // namespace doorbuster
