// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/rowmodel.h"
#include "ui/run/runfigures.h"

namespace doorbuster {

struct OutcomeRow {
    enum class Kind { Ended, UnderWay, All };

    Kind kind = Kind::Ended;
    Outcome outcome = Outcome::Success; ///< with Ended
    OutcomeReason reason = OutcomeReason::None;
    quint64 count = 0;
    quint64 of = 0; ///< all journeys that were started

    bool isSameRow(const OutcomeRow &other) const
    {
        return kind == other.kind && outcome == other.outcome && reason == other.reason;
    }
    friend bool operator==(const OutcomeRow &, const OutcomeRow &) = default;
};

/// How the journeys ended, by outcome and reason; those under way; all together in the last row. The lines add up to
/// the last one.
class OutcomesModel final : public RowModel<OutcomeRow> {
    Q_OBJECT
public:
    enum Column { Outcome, Reason, Count, Share, ColumnCount };

    explicit OutcomesModel(QObject *parent = nullptr);

    void setFigures(const RunFigures &figures);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString text(const OutcomeRow &line, int column);
};

} // namespace doorbuster
