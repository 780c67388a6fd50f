// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/failuresmodel.h"
#include "ui/run/outcomesmodel.h"
#include "ui/run/requestsmodel.h"
#include "ui/run/runfigures.h"
#include "ui/run/thresholdsmodel.h"

#include <QTabWidget>

#include <array>

class QSettings;

namespace doorbuster {

class GeneratorPanel;
class LogPanel;
class TableView;

/// What stands below the charts: the figures in full, a tab each. A tab's title tells what is worth a look.
class RunTables final : public QTabWidget {
    Q_OBJECT
public:
    enum Tab { Requests, Failures, Outcomes, Thresholds, Generator, Log, TabCount };

    explicit RunTables(QWidget *parent = nullptr);

    void setFigures(const RunFigures &figures);
    LogPanel &log() const { return *m_log; }
    GeneratorPanel &generator() const { return *m_generator; }
    TableView &table(Tab tab) const { return *m_views[tab]; }

    void saveLayout(QSettings &settings) const;
    void restoreLayout(QSettings &settings);
    void resetLayout();

private:
    TableView *addTable(Tab tab, QAbstractItemModel *model, const QString &name, const QString &emptyText);
    void setTitle(Tab tab, const QString &title);
    void tellTitles(const RunFigures &figures);

    RequestsModel m_requests;
    FailuresModel m_failures;
    OutcomesModel m_outcomes;
    ThresholdsModel m_thresholds;
    LogPanel *m_log = nullptr;
    GeneratorPanel *m_generator = nullptr;
    std::array<TableView *, TabCount> m_views{};
    std::array<QByteArray, TabCount> m_defaultColumns;
};

} // namespace doorbuster
