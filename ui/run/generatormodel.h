// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/rowmodel.h"
#include "ui/run/runfigures.h"

#include <QString>

namespace doorbuster {

struct GeneratorRow {
    int id = 0; ///< which figure
    QString figure;
    QString value;
    QString remark; ///< its limit, or what it means

    bool isSameRow(const GeneratorRow &other) const { return id == other.id; }
    friend bool operator==(const GeneratorRow &, const GeneratorRow &) = default;
};

/// What the generator measured of itself. A figure that the system or the transport does not tell has no row.
class GeneratorModel final : public RowModel<GeneratorRow> {
    Q_OBJECT
public:
    enum Column { Figure, Value, Remark, ColumnCount };

    explicit GeneratorModel(QObject *parent = nullptr);

    void setFigures(const RunFigures &figures);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

} // namespace doorbuster
