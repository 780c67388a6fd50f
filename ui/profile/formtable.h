// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QKeySequence;
class QLabel;
class QModelIndex;

namespace doorbuster {

class FormDelegate;
class FormTableModel;
class TableView;

/// One of the profile's tables with all that can be done to its rows: add, remove, duplicate, move, paste, reset. Below
/// it stands what is wrong with the present row, or with the first that is.
class FormTable final : public QWidget {
    Q_OBJECT
public:
    enum Ability { Rows = 0, Order = 1, Paste = 2 };

    /// The model must be that of the table at its path; `name` is what people call the table: `Stages`. `abilities` are
    /// Ability values joined.
    FormTable(FormTableModel *model, const QString &name, int abilities, QWidget *parent = nullptr);

    TableView *view() const { return m_view; }
    FormTableModel *model() const { return m_model; }
    /// The buttons, for the header of a card or above the table.
    QWidget *buttons() const { return m_buttons; }
    QString messageText() const; ///< as shown below the table; empty = none
    QString originText() const;

    void add();
    void removeSelected();
    void duplicate();
    void move(int by);
    /// Takes stages from the clipboard in behind the present row.
    void paste();
    void reset();
    /// Brings the keyboard to the cell with this error; false where there is none.
    bool focusError(const QString &path);

    /// Makes the table as high as its rows, up to so many; without any it is hidden.
    void setMostRows(int most);

private:
    QAction *addAction(const QString &sign, const QString &text, const QKeySequence &key, void (FormTable::*slot)());
    void showMessage(const QString &message, bool isProblem);
    void refresh();
    void updateActions();
    void fitHeight();
    int currentRow() const;
    void select(int row, int column = 0);

    FormTableModel *m_model;
    FormDelegate *m_delegate = nullptr;
    TableView *m_view = nullptr;
    QWidget *m_buttons = nullptr;
    QHBoxLayout *m_buttonLayout = nullptr;
    QLabel *m_origin = nullptr;
    QLabel *m_message = nullptr;
    QString m_said; ///< what came of the last paste, or of the text that is typed
    QAction *m_remove = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_reset = nullptr;
    int m_mostRows = 0; ///< 0 = as high as there is room
};

} // namespace doorbuster
