// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoro/QCoroTask>

#include <optional>
#include <utility>

namespace doorbuster {

template <class T>
QCoro::Task<> storeResult(QCoro::Task<T> task, std::optional<T> &into)
{
    T result = co_await task;
    into.emplace(std::move(result));
}

/// Runs the event loop until the task is done. QCoro::waitFor() asks for a result that can be made from nothing; this
/// does not.
template <class T>
T waited(QCoro::Task<T> task)
{
    std::optional<T> result;
    QCoro::waitFor(storeResult(std::move(task), result));
    return std::move(*result);
}

} // namespace doorbuster
