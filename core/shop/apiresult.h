// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/requestrecord.h"
#include "core/shop/meaning.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace doorbuster {

/// Why a call gave no usable answer. Text from the shop is cut to 200 characters and freed of control characters.
struct ApiError {
    enum class Kind : quint8 {
        None,
        Network, ///< no response: refused, reset, closed before the answer, TLS, DNS
        Timeout, ///< no (whole) response in time
        Aborted, ///< given up by this program (a stop)
        Status, ///< a response that says no, by its status or in words; a redirect is one, as none is followed
        Body, ///< a 2xx response in which a needed field is missing or malformed
    };

    Kind kind = Kind::None;
    Meaning meaning = Meaning::Done; ///< to the caller
    RequestName request = RequestName::SaleStatus;
    bool byRule = false; ///< a rule of the shop's description gave the meaning
    bool isAboutStock = false; ///< Kind::Body: the field at fault is that of the units left
    QByteArray method; ///< "GET", "POST", …; empty: as the request's name has it
    quint16 status = 0; ///< HTTP status; 0 without a response
    quint16 errorCode = 0; ///< k6's numbers, see RequestRecord
    /// False only where it is certain that the shop never saw the whole request (refused, no route, no socket).
    bool mayHaveArrived = true;
    bool localFailure = false; ///< the generator's own fault: out of sockets or ports
    QString message; ///< what went wrong: the shop's own "message", the missing field, or the network's error
    QString code; ///< of a refusal: the shop's word for programs, where it has one
    /// Of a 429 or 503: how long the shop asks to be left alone (Retry-After), 0 or more.
    std::optional<std::chrono::milliseconds> retryAfter;
    QString field; ///< Kind::Body: the path of the field at fault; empty where the body as a whole cannot be read
    QString bodyExcerpt; ///< the first 200 characters of the body
    QByteArray orderId; ///< that of a 409 "already purchased"

    /// The shop did not deal with the call as too many came: 429, or a 503 that says when to come back.
    bool isRateLimited() const
    {
        return meaning == Meaning::RateLimited || status == 429 || (status == 503 && retryAfter);
    }
    /// To a buy: the queue is not to be had for now.
    bool isQueueUnavailable() const { return status == 503; }
    /// The answer is no refusal, but of no use: a 2xx that is no answer to the call, or a redirect.
    bool isUnusable() const
    {
        return kind == Kind::Body
            || (kind == Kind::Status && (status < 200 || (status >= 300 && status < 400)) && !byRule);
    }
    /// What a table of failures tells alike ones by: the reason, and how the body begins where that tells more.
    QString summary() const;
    /// One sentence: request, status, reason, body.
    QString toString() const;
};

/// What came of one call: a value, or the error. `status` is that of the HTTP response, 0 without one.
template <class T>
class ApiResult {
public:
    ApiResult(T value, quint16 status)
        : m_value(std::move(value))
        , m_status(status)
    {
    }
    ApiResult(ApiError error)
        : m_error(std::make_shared<const ApiError>(std::move(error)))
        , m_status(m_error->status)
    {
    }

    explicit operator bool() const { return m_value.has_value(); }
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return &*m_value; }
    /// Kind::None where there is a value.
    const ApiError &error() const
    {
        static const ApiError none;
        return m_error ? *m_error : none;
    }
    /// To be shown; what follows from it is up to meaning().
    quint16 status() const { return m_status; }
    Meaning meaning() const
    {
        if (!m_value)
            return m_error->meaning;
        if constexpr (requires(const T &value) { value.meaning(); })
            return m_value->meaning();
        else
            return Meaning::Done;
    }
    /// No response came, for whatever reason: the shop may or may not have acted.
    bool withoutResponse() const { return m_status == 0; }

private:
    std::optional<T> m_value;
    std::shared_ptr<const ApiError> m_error; ///< apart: a coroutine's frame moves the whole result about
    quint16 m_status = 0;
};

} // namespace doorbuster
