// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/formtablemodel.h"

#include "core/text/format.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"

#include <algorithm>
#include <functional>

namespace doorbuster {

using namespace Qt::StringLiterals;

FormTableModel::FormTableModel(ProfileDocument &document, const QString &path, const QString &noun, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_path(path)
    , m_noun(noun)
    , m_rows(document.rows(path))
{
    connect(&document, &ProfileDocument::changed, this, &FormTableModel::sync);
    connect(&Appearance::instance(), &Appearance::changed, this, &FormTableModel::sync);
}

QStringList FormTableModel::completions(int, int) const
{
    return {};
}

bool FormTableModel::isChoice(int) const
{
    return false;
}

int FormTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString FormTableModel::display(int row, int cell) const
{
    return displayText(m_rows[row][cell].text);
}

QStringList FormTableModel::judged(int row, int cell) const
{
    return m_document.problemsOf(cellPath(m_path, m_rows, row, cell));
}

QStringList FormTableModel::cellProblems(int row, int cell) const
{
    if (m_problems.size() != m_rows.size())
        judgeAll();
    return m_problems[row].value(cell);
}

void FormTableModel::judgeAll() const
{
    m_problems.clear();
    for (int row = 0; row < m_rows.size(); ++row) {
        QList<QStringList> cells;
        for (int cell = 0; cell < m_rows[row].size(); ++cell)
            cells << judged(row, cell);
        m_problems << cells;
    }
}

QVariant FormTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const int row = index.row();
    const int cell = cellOf(index.column());
    if (cell < 0)
        return {};
    const auto problems = [&] { return displayText(cellProblems(row, cell).join(u"; "_s), 400); };
    switch (role) {
    case Qt::DisplayRole: {
        const QString text = display(row, cell);
        return cellProblems(row, cell).isEmpty() ? text : QString(u"✕ " + text);
    }
    case Qt::EditRole:
    case SortRole:
        return m_rows[row][cell].text;
    case ProblemRole:
        return problems();
    case Qt::ToolTipRole: {
        const QString problem = problems();
        return problem.isEmpty() ? display(row, cell) : problem;
    }
    case Qt::AccessibleTextRole: {
        const QString problem = problems();
        const QString text = columnTitle(index.column()) + u": " + display(row, cell);
        return problem.isEmpty() ? text : QString(text + u", " + problem);
    }
    case Qt::ForegroundRole:
        if (!cellProblems(row, cell).isEmpty())
            return toColor(Appearance::instance().tokens().fail);
        return {};
    default:
        return {};
    }
}

QVariant FormTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || section >= (orientation == Qt::Horizontal ? columnCount() : rowCount()))
        return {};
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return rowCount() > 0 ? index(0, section).data(role) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal ? QVariant(columnTitle(section)) : QVariant(section + 1);
}

Qt::ItemFlags FormTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return cellOf(index.column()) < 0 ? flags : flags | Qt::ItemIsEditable;
}

bool FormTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !checkIndex(index) || cellOf(index.column()) < 0)
        return false;
    QList<FormRow> rows = m_rows;
    FormCell &cell = rows[index.row()][cellOf(index.column())];
    if (cell.text != value.toString())
        cell = {value.toString()};
    set(rows, tr("edit of %1").arg(m_noun));
    return true;
}

void FormTableModel::insert(int at, const QList<FormRow> &rows, const QString &step)
{
    QList<FormRow> all = m_rows;
    int place = std::clamp(at, 0, int(all.size()));
    for (const FormRow &row : rows)
        all.insert(place++, row);
    set(all, step);
}

void FormTableModel::add(int at)
{
    insert(at, {freshRow()}, tr("new %1").arg(m_noun));
}

void FormTableModel::remove(QList<int> rows)
{
    std::sort(rows.begin(), rows.end(), std::greater<>());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QList<FormRow> all = m_rows;
    for (const int row : std::as_const(rows)) {
        if (row >= 0 && row < all.size())
            all.removeAt(row);
    }
    set(all, tr("removal of %1").arg(m_noun));
}

void FormTableModel::duplicate(int row)
{
    if (row >= 0 && row < m_rows.size())
        insert(row + 1, {m_rows[row]}, tr("copy of %1").arg(m_noun));
}

bool FormTableModel::move(int row, int by)
{
    const int to = row + by;
    if (row < 0 || to < 0 || row >= m_rows.size() || to >= m_rows.size())
        return false;
    QList<FormRow> all = m_rows;
    all.move(row, to);
    set(all, tr("move of %1").arg(m_noun));
    return true;
}

void FormTableModel::set(const QList<FormRow> &rows, const QString &step)
{
    m_document.setRows(m_path, rows, step);
}

QStringList FormTableModel::problemsOf(int row) const
{
    QStringList problems;
    for (int column = 0; column < columnCount(); ++column) {
        if (cellOf(column) < 0)
            continue;
        const QString problem = index(row, column).data(ProblemRole).toString();
        if (!problem.isEmpty() && !problems.contains(problem))
            problems << problem;
    }
    return problems;
}

QModelIndex FormTableModel::indexOf(const QString &errorPath) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            const int cell = cellOf(column);
            if (cell >= 0 && cellPath(m_path, m_rows, row, cell) == errorPath && !cellProblems(row, cell).isEmpty())
                return index(row, column);
        }
    }
    return {};
}

/// Takes the document's rows over by the least change, so that selection and an open editor stay where they are.
void FormTableModel::sync()
{
    if (m_problems.size() != m_rows.size())
        judgeAll();
    const QList<FormRow> next = m_document.rows(m_path);
    const auto shorter = std::min(m_rows.size(), next.size());
    qsizetype head = 0;
    while (head < shorter && m_rows[head] == next[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && m_rows[m_rows.size() - 1 - tail] == next[next.size() - 1 - tail])
        ++tail;
    const qsizetype before = m_rows.size() - head - tail;
    const qsizetype after = next.size() - head - tail;
    const qsizetype both = std::min(before, after);
    for (qsizetype i = head; i < head + both; ++i)
        m_rows[i] = next[i];
    const int first = int(head + both);
    if (before > both) {
        beginRemoveRows({}, first, first + int(before - both) - 1);
        m_rows.remove(first, before - both);
        m_problems.remove(first, before - both);
        endRemoveRows();
    } else if (after > both) {
        beginInsertRows({}, first, first + int(after - both) - 1);
        for (qsizetype i = 0; i < after - both; ++i) {
            m_rows.insert(first + i, next[first + i]);
            m_problems.insert(first + i, QList<QStringList>());
        }
        endInsertRows();
    }
    // What is wrong with a row, and what a stage does, hangs on the other rows and fields as well.
    judgeAll();
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace doorbuster
