// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/buyer/shopaccess.h"
#include "core/engine/run/bookreader.h"
#include "core/engine/run/runstop.h"
#include "core/engine/run/salesetup.h"
#include "core/result/runresult.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>

namespace doorbuster {

/// What the set-up of a run came to: a sale, or why there is none.
struct RunSetupResult {
    std::optional<SaleInfo> sale;
    AdminSignIn admin; ///< who created the sale; the password may be made up, and belongs into no file
    FailureKind failureKind = FailureKind::None;
    QString failure; ///< sentences; empty where there is a sale, or where a stop ended the set-up
};

/// Brings a run to the point where buyers can come: finds the shop, creates or finds the sale, reads what an existing
/// sale had before. All within sale.setupTimeout, which begins with the first call. For one run, on its thread.
class RunSetup {
public:
    using Log = std::function<void(const QString &)>;

    /// All of these must outlive this.
    RunSetup(ShopAccess &shop, Timeline &timeline, const RunConfig &config, RunStop &stop, RunFault &fault, Log log);
    ~RunSetup();
    Q_DISABLE_COPY_MOVE(RunSetup)

    QCoro::Task<RunSetupResult> prepareSale();
    /// Of an existing sale. Nothing where a stop ended it.
    QCoro::Task<std::optional<SaleBaseline>> readBaseline(SaleInfo sale);
    /// For a run that is verified again: the admin's token, empty without one.
    QCoro::Task<QByteArray> signInAgain();
    /// Ends the reading of a baseline soon.
    void cancel();

private:
    QCoro::Task<SaleSetupResult> createSale(AdminSignIn *admin);
    QCoro::Task<bool> waitForShop(std::chrono::milliseconds wait);
    TimePoint deadline();

    ShopAccess &m_shop;
    Timeline &m_timeline;
    const RunConfig &m_config;
    RunStop &m_stop;
    RunFault &m_fault;
    const Log m_log;
    std::optional<TimePoint> m_giveUpAt;
    WorkerPool m_noWorkers; ///< a baseline has no buyers to ask for
    std::unique_ptr<BookReader> m_books; ///< while the baseline is read
};

} // namespace doorbuster
