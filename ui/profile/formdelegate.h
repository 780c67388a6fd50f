// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace doorbuster {

class FormTableModel;

/// Edits the cells of a FormTableModel: a line with completion that says as one types what does not fit, or a choice.
class FormDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit FormDelegate(FormTableModel &model, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    /// What is wrong with the text in the open editor; empty = nothing.
    void misfit(const QString &problem) const;

private:
    FormTableModel &m_model;
};

} // namespace doorbuster
