// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/formtable.h"

#include "core/profile/stagestext.h"
#include "core/text/format.h"
#include "ui/profile/formdelegate.h"
#include "ui/profile/formtablemodel.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

FormTable::FormTable(FormTableModel *model, const QString &name, int abilities, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_delegate(new FormDelegate(*model, this))
    , m_view(new TableView(name, this))
    , m_buttons(new QWidget(this))
    , m_buttonLayout(new QHBoxLayout(m_buttons))
    , m_origin(new QLabel(m_buttons))
    , m_message(new QLabel(this))
{
    model->setParent(this);
    m_view->setModel(model);
    m_view->setItemDelegate(m_delegate);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setStyleSheet(u"QLineEdit, QComboBox { padding: 0 6px; border-radius: 0; }"_s);

    m_buttonLayout->setContentsMargins(0, 0, 0, 0);
    m_buttonLayout->setSpacing(2);
    m_origin->setTextFormat(Qt::PlainText);
    m_origin->setFont(secondaryFont(m_origin->font()));
    m_origin->setForegroundRole(QPalette::PlaceholderText);
    m_buttonLayout->addWidget(m_origin);
    m_buttonLayout->addSpacing(6);
    addAction(tr("Add"), tr("Add a row to %1").arg(name), QKeySequence(Qt::Key_Insert), &FormTable::add);
    m_remove = addAction(tr("Remove"), tr("Remove the selected rows of %1").arg(name), QKeySequence(Qt::Key_Delete),
        &FormTable::removeSelected);
    if (abilities & Order) {
        m_up = addAction(u"↑"_s, tr("Move the row of %1 up").arg(name), QKeySequence(Qt::ALT | Qt::Key_Up), nullptr);
        m_down =
            addAction(u"↓"_s, tr("Move the row of %1 down").arg(name), QKeySequence(Qt::ALT | Qt::Key_Down), nullptr);
        connect(m_up, &QAction::triggered, this, [this] { move(-1); });
        connect(m_down, &QAction::triggered, this, [this] { move(1); });
        m_duplicate = addAction(tr("Duplicate"), tr("Duplicate the row of %1").arg(name),
            QKeySequence(Qt::CTRL | Qt::Key_D), &FormTable::duplicate);
    }
    if (abilities & Paste) {
        addAction(tr("Paste"), tr("Paste stages: rows of a spreadsheet, 30s:1000,1m:0, or a k6 script's"),
            QKeySequence(QKeySequence::Paste), &FormTable::paste);
    }
    m_reset = addAction(u"↺"_s, tr("Reset %1 to the default").arg(name), {}, &FormTable::reset);
    auto *copy = new QAction(tr("Copy rows"), m_view);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_view->selectedText()); });
    m_view->addAction(copy);

    m_message->setTextFormat(Qt::PlainText);
    m_message->setFont(secondaryFont(m_message->font()));
    m_message->setWordWrap(true);
    m_message->setMinimumWidth(1);
    m_message->setContentsMargins(12, 4, 12, 4);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_message);

    connect(m_delegate, &FormDelegate::misfit, this, [this](const QString &problem) {
        m_said = problem.isEmpty() ? QString() : QString(u"✕ " + displayText(problem, 400));
        refresh();
    });
    connect(m_delegate, &FormDelegate::closeEditor, this, [this] {
        m_said.clear();
        refresh();
    });
    connect(model, &QAbstractItemModel::dataChanged, this, &FormTable::refresh);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FormTable::fitHeight);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FormTable::fitHeight);
    connect(&model->document(), &ProfileDocument::changed, this, &FormTable::refresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FormTable::refresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FormTable::refresh);
    connect(&Appearance::instance(), &Appearance::changed, this, &FormTable::refresh);
    refresh();
}

QAction *FormTable::addAction(
    const QString &sign, const QString &text, const QKeySequence &key, void (FormTable::*slot)())
{
    auto *action = new QAction(text, m_view);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(key.isEmpty() ? text : QString(text + u" ("_s + key.toString(QKeySequence::NativeText) + u')'));
    if (slot)
        connect(action, &QAction::triggered, this, slot);
    m_view->addAction(action);
    auto *button = new QToolButton(m_buttons);
    button->setText(sign);
    button->setAutoRaise(true);
    button->setToolTip(action->toolTip());
    button->setAccessibleName(text);
    button->setEnabled(action->isEnabled());
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QToolButton::setEnabled);
    m_buttonLayout->addWidget(button);
    return action;
}

QString FormTable::messageText() const
{
    return m_message->isHidden() ? QString() : m_message->text();
}

QString FormTable::originText() const
{
    return m_origin->text();
}

int FormTable::currentRow() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? current.row() : -1;
}

void FormTable::select(int row, int column)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const QModelIndex index = m_model->index(row, column);
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_view->scrollTo(index);
}

void FormTable::add()
{
    m_said.clear();
    const int current = currentRow();
    const int at = current < 0 ? m_model->rowCount() : current + 1;
    m_model->add(at);
    int column = 0;
    while (column < m_model->columnCount() - 1 && !(m_model->flags(m_model->index(at, column)) & Qt::ItemIsEditable))
        ++column;
    select(at, column);
    m_view->setFocus();
    m_view->edit(m_model->index(at, column));
}

void FormTable::removeSelected()
{
    m_said.clear();
    QList<int> rows;
    const QModelIndexList selected = m_view->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows << index.row();
    if (rows.isEmpty())
        return;
    const int first = *std::min_element(rows.begin(), rows.end());
    m_model->remove(rows);
    select(std::min(first, m_model->rowCount() - 1), std::max(0, m_view->currentIndex().column()));
}

void FormTable::duplicate()
{
    m_said.clear();
    const int row = currentRow();
    m_model->duplicate(row);
    select(row + 1, std::max(0, m_view->currentIndex().column()));
}

void FormTable::move(int by)
{
    m_said.clear();
    const int row = currentRow();
    const int column = std::max(0, m_view->currentIndex().column());
    if (m_model->move(row, by))
        select(row + by, column);
}

void FormTable::paste()
{
    const auto reading = stagesFromText(QGuiApplication::clipboard()->text());
    if (const auto *problem = std::get_if<QString>(&reading)) {
        m_said = u"! "_s + *problem;
        refresh();
        return;
    }
    m_said.clear();
    const auto &rows = std::get<QList<FormRow>>(reading);
    const int current = currentRow();
    const int at = current < 0 ? m_model->rowCount() : current + 1;
    m_model->insert(at, rows, rows.size() == 1 ? tr("paste of a stage") : tr("paste of %1 stages").arg(rows.size()));
    select(at);
    for (int row = at; row < at + rows.size(); ++row)
        m_view->selectionModel()->select(
            m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void FormTable::reset()
{
    m_said.clear();
    m_model->document().reset(m_model->path());
}

bool FormTable::focusError(const QString &path)
{
    const QModelIndex index = m_model->indexOf(path);
    if (!index.isValid() && path != m_model->path())
        return false;
    m_view->setFocus(Qt::OtherFocusReason);
    select(std::max(0, index.row()), std::max(0, index.column()));
    return true;
}

void FormTable::showMessage(const QString &message, bool isProblem)
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    QPalette palette = m_message->palette();
    palette.setColor(QPalette::WindowText, toColor(isProblem ? tokens.fail : tokens.warn));
    m_message->setPalette(palette);
    m_message->setText(message);
    m_message->setToolTip(message);
    m_message->setVisible(!message.isEmpty());
}

void FormTable::refresh()
{
    updateActions();
    const ProfileDocument &document = m_model->document();
    const FieldOrigin origin = document.originOf(m_model->path());
    m_origin->setText(
        m_mostRows > 0 && m_model->rowCount() == 0 ? QString(tr("none") + u" · " + origin.label) : origin.label);
    m_origin->setToolTip(tr("Comes from: %1").arg(origin.explanation));
    if (!m_said.isEmpty())
        return showMessage(m_said, m_said.startsWith(u'✕'));

    const QStringList whole = document.problemsOf(m_model->path());
    if (!whole.isEmpty())
        return showMessage(u"✕ "_s + displayText(whole.join(u"; "_s), 400), true);
    const int current = currentRow();
    QList<int> order;
    if (current >= 0)
        order << current;
    for (int row = 0; row < m_model->rowCount(); ++row)
        order << row;
    for (const int row : std::as_const(order)) {
        const QStringList problems = m_model->problemsOf(row);
        if (!problems.isEmpty())
            return showMessage(tr("✕ Row %1: %2").arg(QString::number(row + 1), problems.join(u"; "_s)), true);
    }
    if (origin.source > SettingSource::Profile)
        return showMessage(tr("! The command line replaces these rows."), false);
    showMessage({}, false);
}

void FormTable::updateActions()
{
    const bool any = m_view->selectionModel()->hasSelection();
    const int row = currentRow();
    m_remove->setEnabled(any);
    if (m_duplicate) {
        m_duplicate->setEnabled(row >= 0);
        m_up->setEnabled(row > 0);
        m_down->setEnabled(row >= 0 && row < m_model->rowCount() - 1);
    }
    m_reset->setEnabled(m_model->document().isGiven(m_model->path()));
}

void FormTable::setMostRows(int most)
{
    m_mostRows = most;
    fitHeight();
}

void FormTable::fitHeight()
{
    refresh();
    if (m_mostRows <= 0)
        return;
    m_view->setVisible(m_model->rowCount() > 0);
    const int rows = std::min(m_model->rowCount(), m_mostRows);
    m_view->setFixedHeight(
        m_view->horizontalHeader()->sizeHint().height() + rows * m_view->verticalHeader()->defaultSectionSize() + 4);
}

} // namespace doorbuster
