// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/result/runresult.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>

class QToolButton;

namespace doorbuster {

class ChartGroup;
class TimeChart;

/// The picture that goes with a check: who was overtaken for V10, the stock and what it can have been for V13 and V14.
/// Other checks have none, and it hides itself. It can be folded away, and stays so for the next check. Made in the
/// background, since it goes through the whole ledger.
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
    enum class Kind : quint8 { Fairness, Stock };

    void setUnfolded(bool unfolded);
    void makeChart(Kind kind);
    void showChart();

    std::shared_ptr<const RunResult> m_result;
    std::optional<Kind> m_kind; ///< that the check has
    std::map<Kind, std::optional<ChartData>> m_charts; ///< of this result, those that were wanted; none: being made
    QToolButton *m_fold = nullptr;
    QWidget *m_legend = nullptr;
    TimeChart *m_chart = nullptr;
    ChartGroup *m_group = nullptr; ///< the chart owns it
};

} // namespace doorbuster
