// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/verdict/thresholds.h"
#include "ui/run/rowmodel.h"

#include <span>

namespace doorbuster {

struct ThresholdRow {
    ThresholdResult result;

    bool isSameRow(const ThresholdRow &other) const
    {
        return result.metric == other.result.metric && result.expression == other.result.expression;
    }
    friend bool operator==(const ThresholdRow &a, const ThresholdRow &b);
};

/// The thresholds of a run, while it goes on and when it is over. The state is "✓ pass" with the verdict's colour under
/// Qt::ForegroundRole, as VerdictDelegate draws it.
class ThresholdsModel final : public RowModel<ThresholdRow> {
    Q_OBJECT
public:
    enum Column { Metric, Expression, Actual, State, Abort, Note, ColumnCount };

    explicit ThresholdsModel(QObject *parent = nullptr);

    void setThresholds(std::span<const ThresholdResult> thresholds);
    int count(ThresholdResult::State state) const; ///< of the rows

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const ThresholdResult &threshold, int column) const;
    static QVariant sortValue(const ThresholdResult &threshold, int column);
};

} // namespace doorbuster
