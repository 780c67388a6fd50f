// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/metricsdelta.h"
#include "ui/run/rowmodel.h"

#include <chrono>

namespace doorbuster {

struct FailureRow {
    FailureGroup group;
    std::chrono::nanoseconds first{0}; ///< since the load's start: as on the charts
    std::chrono::nanoseconds last{0};

    bool isSameRow(const FailureRow &other) const;
    friend bool operator==(const FailureRow &a, const FailureRow &b);
};

/// Failed requests, those alike together. Groups keep their rows while their counts change; what is new comes last,
/// and how they are sorted is the view's matter.
class FailuresModel final : public RowModel<FailureRow> {
    Q_OBJECT
public:
    enum Column { Count, Request, Status, Code, Message, First, Last, ColumnCount };

    explicit FailuresModel(QObject *parent = nullptr);

    /// Times in the groups are since the run's start, `origin` is the load's.
    void setFailures(const std::vector<FailureGroup> &groups, std::chrono::nanoseconds origin);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString text(const FailureRow &failure, int column);
    static QVariant sortValue(const FailureRow &failure, int column);
};

} // namespace doorbuster
