// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSet>
#include <QTableView>
#include <QTimer>

namespace doorbuster {

/// A table as all our pages have it: whole rows, no grid, sortable where its model is a proxy, Ctrl+C copies the
/// selected rows with their header as tab-separated text, text shown as it is and never as HTML. Numbers are aligned by
/// the model (Qt::TextAlignmentRole).
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(const QString &accessibleName, QWidget *parent = nullptr);

    /// Columns are as wide as what they hold, and grow with it, unless someone drew them to another width; this one
    /// takes the rest.
    void setStretchColumn(int column);
    void setModel(QAbstractItemModel *model) override;
    /// What is shown in place of an empty table.
    void setEmptyText(const QString &text);
    /// Selected rows, or all where none is: header and rows as tab-separated lines.
    QString selectedText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copy();
    void fitColumns();

    QString m_emptyText;
    int m_stretchColumn = -1;
    QTimer m_fitSoon; ///< contents change many times a second
    QSet<int> m_drawn; ///< columns whose width is somebody's choice
    bool m_fitting = false;
    bool m_fitted = false;
};

} // namespace doorbuster
