// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/rowmodel.h"
#include "ui/run/runfigures.h"

namespace doorbuster {

/// The requests of the load by name, and all together in a last row that stays last however the others are sorted.
class RequestsModel final : public RowModel<RequestFigures> {
    Q_OBJECT
public:
    enum Column {
        Name,
        Count,
        PerSecond,
        Failed,
        FailedShare,
        Average,
        P50,
        P90,
        P95,
        P99,
        Max,
        SincePlanned,
        ColumnCount
    };

    explicit RequestsModel(QObject *parent = nullptr);

    void setRequests(const std::vector<RequestFigures> &requests) { setRows(requests); }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString text(const RequestFigures &figures, int column);
    static QVariant sortValue(const RequestFigures &figures, int column);
};

} // namespace doorbuster
