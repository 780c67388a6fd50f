// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr int fitDelay = 100; ///< ms
constexpr int longestCell = 48; ///< characters, before a text is cut rather than the table pushed apart

} // namespace

TableView::TableView(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false); // Tab leaves the table
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 12);
    verticalHeader()->setMinimumSectionSize(fontMetrics().height() + 4);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(false);
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(fitDelay);
    connect(&m_fitSoon, &QTimer::timeout, this, &TableView::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (!m_fitting && column != m_stretchColumn && isVisible())
            m_drawn.insert(column);
    });
}

void TableView::setStretchColumn(int column)
{
    m_stretchColumn = column;
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    fitColumns();
}

void TableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (!model)
        return;
    const auto soon = [this] {
        if (!m_fitSoon.isActive())
            m_fitSoon.start();
    };
    connect(model, &QAbstractItemModel::dataChanged, &m_fitSoon, soon);
    connect(model, &QAbstractItemModel::rowsInserted, &m_fitSoon, soon);
    connect(model, &QAbstractItemModel::modelReset, &m_fitSoon, soon);
    fitColumns();
}

void TableView::fitColumns()
{
    if (m_stretchColumn < 0 || !model())
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    // Not by the table's own width: it has none before it is laid out.
    const int widest = fontMetrics().averageCharWidth() * longestCell;
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        if (column == m_stretchColumn || m_drawn.contains(column) || header->isSectionHidden(column))
            continue;
        // Never narrower than before: columns that jump with every figure cannot be read.
        const int wanted = qMin(qMax(sizeHintForColumn(column), header->sectionSizeHint(column)), widest);
        if (wanted > header->sectionSize(column) || !m_fitted)
            header->resizeSection(column, wanted);
    }
    m_fitted = true;
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QString TableView::selectedText() const
{
    if (!model())
        return {};
    QList<int> columns;
    for (int visual = 0; visual < model()->columnCount(rootIndex()); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    QList<int> rows;
    const QModelIndexList chosen = selectionModel()->selectedRows();
    for (const QModelIndex &index : chosen)
        rows << index.row();
    if (rows.isEmpty()) {
        for (int row = 0; row < model()->rowCount(rootIndex()); ++row)
            rows << row;
    }
    std::sort(rows.begin(), rows.end());

    const auto line = [&columns](const auto &cell) {
        QStringList cells;
        for (const int column : columns)
            cells << QString(cell(column)).replace(u'\t', u' ').replace(u'\n', u' ');
        return cells.join(u'\t');
    };
    QStringList lines{line([this](int column) { return model()->headerData(column, Qt::Horizontal).toString(); })};
    for (const int row : std::as_const(rows))
        lines << line([this, row](int column) { return model()->index(row, column, rootIndex()).data().toString(); });
    return lines.join(u'\n') + u'\n';
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || !model() || model()->rowCount(rootIndex()) > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copyRows = menu.addAction(tr("&Copy rows"), this, &TableView::copy);
    copyRows->setShortcut(QKeySequence::Copy);
    menu.exec(event->globalPos());
}

void TableView::copy()
{
    QGuiApplication::clipboard()->setText(selectedText());
}

} // namespace doorbuster
