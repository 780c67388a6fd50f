// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/result/runresult.h"

#include <QWidget>

#include <memory>

class QToolButton;

namespace doorbuster {

class ChartGroup;
class TimeChart;

/// The picture that goes with a check: who was overtaken for V10, the stock and what it can have been for V13 and V14.
/// Other checks have none, and it hides itself. It can be folded away, and stays so for the next check.
class CheckChart final : public QWidget {
    Q_OBJECT
public:
    explicit CheckChart(QWidget *parent = nullptr);

    /// `check` is one of this result's; null hides the chart.
    void setCheck(const std::shared_ptr<const RunResult> &result, const CheckRow *check);
    TimeChart &chart() const { return *m_chart; }

protected:
    /// The wheel scrolls the page; with Ctrl, or over a chart that has the focus, it zooms.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUnfolded(bool unfolded);

    std::shared_ptr<const RunResult> m_result;
    std::optional<ChartData> m_fairness; ///< of this result, once it was wanted
    std::optional<ChartData> m_stock;
    QToolButton *m_fold = nullptr;
    QWidget *m_legend = nullptr;
    TimeChart *m_chart = nullptr;
    ChartGroup *m_group = nullptr; ///< the chart owns it
};

} // namespace doorbuster
