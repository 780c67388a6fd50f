// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/worker/workerreport.h"

#include <QAbstractTableModel>

#include <deque>
#include <span>

namespace doorbuster {

/// The lines of a run's log, the newest last. Bounded: the oldest give way.
class LogModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Source, Message, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;
    static constexpr std::size_t limit = 10'000;

    explicit LogModel(QObject *parent = nullptr);

    /// In one step, however many they are.
    void append(std::span<const LogLine> lines);
    void clear();
    /// What the times count from, since the run's start: the load's start, once that is known.
    void setOrigin(std::chrono::nanoseconds origin);
    /// Lines that gave way before they came here.
    void countDropped(quint64 lines) { m_dropped += lines; }
    quint64 dropped() const { return m_dropped; } ///< lines that gave way

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::deque<LogLine> m_lines;
    std::chrono::nanoseconds m_origin{0};
    quint64 m_dropped = 0;
};

} // namespace doorbuster
