// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <utility>
#include <vector>

namespace doorbuster {

/// A table of values that are told anew several times a second: it says no more than what has changed, so that a view
/// keeps selection and place and paints little. `Row` has operator== and isSameRow(): the same line with other figures.
///
/// Besides the display text, every cell of such a model has its raw value under SortRole.
template <class Row>
class RowModel : public QAbstractTableModel {
public:
    static constexpr int SortRole = Qt::UserRole;
    static constexpr int PinnedRole = Qt::UserRole + 1; ///< true: a row of sums, which stays last

    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : m_columns; }
    const Row &row(int index) const { return m_rows[std::size_t(index)]; }
    const std::vector<Row> &rows() const { return m_rows; }

protected:
    /// For Qt::TextAlignmentRole: figures stand to the right, texts to the left.
    static QVariant alignment(bool isFigure)
    {
        return QVariant::fromValue((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }

    RowModel(int columns, QObject *parent)
        : QAbstractTableModel(parent)
        , m_columns(columns)
    {
    }

    /// New rows are put in where they stand, changed ones are told; only where a row has gone or rows have changed
    /// places, the whole model is told anew.
    void setRows(std::vector<Row> rows)
    {
        if (!holdsInOrder(rows)) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        insertMissing(rows);
        takeFigures(std::move(rows));
    }

    /// For colours, which a model with colours tells anew when the scheme has changed.
    void tellColours()
    {
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, m_columns - 1), {Qt::ForegroundRole});
        }
    }

private:
    bool holdsInOrder(const std::vector<Row> &rows) const
    {
        auto at = rows.begin();
        for (const Row &present : m_rows) {
            at = std::find_if(at, rows.end(), [&](const Row &row) { return present.isSameRow(row); });
            if (at == rows.end()) {
                return false;
            }
            ++at;
        }
        return true;
    }

    void insertMissing(const std::vector<Row> &rows)
    {
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (at < m_rows.size() && m_rows[at].isSameRow(rows[at])) {
                continue;
            }
            std::size_t end = at + 1;
            while (end < rows.size() && !(at < m_rows.size() && m_rows[at].isSameRow(rows[end]))) {
                ++end;
            }
            beginInsertRows({}, int(at), int(end) - 1);
            m_rows.insert(m_rows.begin() + qsizetype(at), rows.begin() + qsizetype(at), rows.begin() + qsizetype(end));
            endInsertRows();
            at = end - 1;
        }
    }

    void takeFigures(std::vector<Row> rows)
    {
        for (std::size_t at = 0; at < rows.size(); ++at) {
            if (m_rows[at] == rows[at]) {
                continue;
            }
            std::size_t end = at;
            while (end < rows.size() && !(m_rows[end] == rows[end])) {
                m_rows[end] = std::move(rows[end]);
                ++end;
            }
            Q_EMIT dataChanged(index(int(at), 0), index(int(end) - 1, m_columns - 1));
            at = end;
        }
    }

    const int m_columns;
    std::vector<Row> m_rows;
};

} // namespace doorbuster
