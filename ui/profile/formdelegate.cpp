// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/formdelegate.h"

#include "ui/profile/formtablemodel.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPersistentModelIndex>
#include <QStyle>

namespace doorbuster {

using namespace Qt::StringLiterals;

FormDelegate::FormDelegate(FormTableModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

QWidget *FormDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option)
    const int cell = m_model.cellOf(index.column());
    const QString name = m_model.columnTitle(index.column());
    const QStringList completions = m_model.completions(index.row(), cell);
    if (m_model.isChoice(cell)) {
        auto *choice = new QComboBox(parent);
        choice->setAccessibleName(name);
        choice->addItems(completions);
        return choice;
    }
    auto *line = new QLineEdit(parent);
    line->setAccessibleName(name);
    if (!completions.isEmpty()) {
        auto *completer = new QCompleter(completions, line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        completer->setMaxVisibleItems(12);
        completer->popup()->setAccessibleName(tr("Suggestions"));
        line->setCompleter(completer);
    }
    // The row may move while it is edited.
    const QPersistentModelIndex place(index);
    connect(line, &QLineEdit::textChanged, this, [this, line, place, cell](const QString &text) {
        if (!place.isValid())
            return;
        const auto problem = m_model.misfit(place.row(), cell, text);
        line->setProperty("invalid", problem.has_value());
        line->style()->unpolish(line);
        line->style()->polish(line);
        line->setToolTip(problem.value_or(QString()));
        line->setAccessibleDescription(problem.value_or(QString()));
        Q_EMIT misfit(problem.value_or(QString()));
    });
    return line;
}

void FormDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *choice = qobject_cast<QComboBox *>(editor)) {
        if (choice->findText(text) < 0)
            choice->addItem(text);
        choice->setCurrentText(text);
    } else if (auto *line = qobject_cast<QLineEdit *>(editor); line && !line->isModified()) {
        // What is being typed is not taken away when the model tells of other changes.
        line->setText(text);
    }
}

void FormDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (auto *choice = qobject_cast<QComboBox *>(editor))
        model->setData(index, choice->currentText());
    else if (auto *line = qobject_cast<QLineEdit *>(editor);
             line && line->text() != index.data(Qt::EditRole).toString())
        model->setData(index, line->text());
    Q_EMIT misfit({});
}

void FormDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    editor->setGeometry(option.rect);
}

} // namespace doorbuster
