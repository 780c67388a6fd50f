// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answers.h"
#include "core/shop/apiresult.h"
#include "core/shop/cookiejar.h"
#include "core/shop/shopreply.h"

#include <QCoro/QCoroTask>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace doorbuster {

class BuyersAccessManager;
struct RequestTemplate;

/// Is told of every request of a worker when it has ended, on that worker's thread.
class ExchangeObserver {
public:
    virtual ~ExchangeObserver() = default;
    virtual void exchangeEnded(const RequestRecord &record, const QString &errorText) = 0;
};

struct ShopApiOptions {
    QUrl base; ///< http or https, may carry a path prefix
    QMap<QString, QString> headers; ///< sent with every request, secrets already expanded
    /// What nothing that is told of the shop may repeat, whatever the shop says: secrets in the headers, the admin's
    /// password. ShopApi adds what it learns.
    QStringList secrets;
    TextSanitizer::IsOwn isOwn = {}; ///< see TextSanitizer
    /// How the shop writes the ids of sales that are told otherwise, as they hold a secret or control characters.
    QHash<QByteArray, QByteArray> saleIdsAsSent = {};
    bool failEvery4xx = false; ///< k6's default: every 4xx counts as a failed request
    /// What times a request whose reply keeps no record of its own; unset: the steady clock.
    std::function<std::chrono::steady_clock::time_point()> now = {};
};

/// What a worker's sessions share: manager, base URL, reader, observer. Lives on the worker's thread. How long a
/// request may take is the manager's business (TransportOptions::requestTimeout).
class ShopApi {
public:
    /// The manager and the observer must outlive this and every session of it. `runStart` is time 0 of
    /// RequestRecord::ended.
    ShopApi(QNetworkAccessManager *manager, ShopApiOptions options, std::chrono::steady_clock::time_point runStart,
        ExchangeObserver *observer);
    ~ShopApi();
    Q_DISABLE_COPY_MOVE(ShopApi)

    /// With what was learnt so far: another ShopApi made with these tells the same of the same answers.
    const ShopApiOptions &options() const { return m_options; }
    /// One more secret, to be masked in all that is told from now on.
    void learnSecret(const QByteArray &secret);
    /// Requests handed to the manager so far; held against what the observer was told (check V0).
    quint64 requestsIssued() const { return m_issued; }

private:
    friend class ShopSession;
    std::chrono::steady_clock::time_point now() const
    {
        return m_options.now ? m_options.now() : std::chrono::steady_clock::now();
    }

    QUrl urlOf(const QByteArray &pathAndQuery) const;
    QByteArray saleIdAsSent(const QByteArray &saleId) const { return m_options.saleIdsAsSent.value(saleId, saleId); }
    QNetworkRequest requestTo(const QByteArray &pathAndQuery, bool withBody) const;

    QNetworkAccessManager *m_manager;
    BuyersAccessManager *m_buyers; ///< the same, where it is one
    ShopApiOptions m_options;
    QByteArray m_base; ///< percent-encoded, without a slash at its end
    std::vector<std::pair<QByteArray, QByteArray>> m_headers;
    std::chrono::steady_clock::time_point m_runStart;
    ExchangeObserver *m_observer;
    const RequestTemplate *m_get = nullptr; ///< of all plain requests, where the manager knows such templates
    const RequestTemplate *m_list = nullptr; ///< as m_get, for answers that may be long
    const RequestTemplate *m_fresh = nullptr; ///< as m_get, asking caches on the way for the shop's own word
    const RequestTemplate *m_post = nullptr;
    AnswerReader m_reader;
    quint64 m_issued = 0;
};

struct AdminSignIn {
    QString name;
    QString email;
    QString password;
};

struct NewSale {
    QString name;
    QString description;
    qint64 startsAt = 0; ///< Unix time, ms
    qint64 endsAt = 0;
    int quantity = 0;
};

/// One caller of the shop with a connection and cookies of its own: a virtual user, the set-up, a reader of the books.
/// One call at a time. Every call is a coroutine that ends in a value or an ApiError and never throws.
class ShopSession {
public:
    ShopSession(ShopApi &api, quint32 connection, RunGroup group);
    ~ShopSession();
    Q_DISABLE_COPY_MOVE(ShopSession)

    QCoro::Task<ApiResult<TokenAnswer>> signUp(AdminSignIn admin);
    QCoro::Task<ApiResult<TokenAnswer>> signIn(AdminSignIn admin);
    QCoro::Task<ApiResult<SaleCreatedAnswer>> createSale(NewSale sale, QByteArray token);
    /// An empty id asks for the current sale, else the next one.
    QCoro::Task<ApiResult<SaleAnswer>> sale(QByteArray saleId);
    QCoro::Task<ApiResult<BuyAnswer>> buy(QString email, QByteArray saleId);
    QCoro::Task<ApiResult<PositionAnswer>> position(QString email, QByteArray saleId);
    QCoro::Task<ApiResult<ConfirmAnswer>> confirm(QString email, QByteArray saleId, double totalAmount);
    /// The first page is asked for without `page` and `limit` where page is 0.
    QCoro::Task<ApiResult<OrdersPage>> ordersByEmail(QString email, int page, int limit);
    /// path: one of adminLists().
    QCoro::Task<ApiResult<OrdersPage>> adminOrders(
        QString path, QByteArray saleId, int page, int limit, QByteArray token);

    /// The lists of all orders that a shop may have, the better one first.
    static QStringList adminLists();

    /// The next call may mean one of these in the course of business: then it has not failed.
    void expectRefusals(QList<Meaning> meanings) { m_expectedRefusals = std::move(meanings); }
    /// When the next call should have been made, for RequestRecord::fromIntendedStart. Holds for that call only.
    void setIntendedStart(const IntendedStart &start) { m_intendedStart = start; }
    /// The shop's clock as the last answer's `Date` header told it, Unix time in ms of a whole second; only where
    /// keepDates() was called, as buyers have no use for it.
    std::optional<qint64> lastDate() const { return m_lastDate; }
    void keepDates() { m_keepsDates = true; }
    /// How old the last answer was by its own word, ms: what the `Age` header of a cache tells. Kept as lastDate() is.
    std::optional<qint64> lastAge() const { return m_lastAge; }
    /// Which part of the run the next calls belong to.
    void setGroup(RunGroup group) { m_group = group; }
    /// What comes next is another buyer's, over the same connection.
    void forgetCookies() { m_cookies.clear(); }
    /// Ends the call in flight, if any: it returns with ApiError::Kind::Aborted. Safe from any slot on this thread.
    void abort();
    /// Ends the call in flight, if any, as out of time: it returns with ApiError::Kind::Timeout, which says what it
    /// waited for.
    void timeOut();
    bool busy() const { return m_active != nullptr; }

private:
    struct Outgoing;
    struct Underway;
    Underway begin(const Outgoing &outgoing);
    void learnSessions(const QByteArray &cookies);
    ShopReply end(const Outgoing &outgoing, const Underway &underway, RequestRecord &record);
    void tell(RequestRecord &record, const ApiError &error);
    void takeContent(ShopReply &came, const Outgoing &outgoing, QNetworkReply *reply);
    template <class T>
    QCoro::Task<ApiResult<T>> ask(Outgoing outgoing, ReadResult<T> (AnswerReader::*readBody)(QByteArrayView));
    template <class T>
    ApiResult<T> read(
        const Outgoing &outgoing, const Underway &underway, ReadResult<T> (AnswerReader::*readBody)(QByteArrayView));
    QCoro::Task<ApiResult<TokenAnswer>> askForToken(Outgoing outgoing);
    QNetworkReply *send(const Outgoing &outgoing);

    ShopApi &m_api;
    QNetworkReply *m_active = nullptr;
    CookieJar m_cookies;
    IntendedStart m_intendedStart;
    QList<Meaning> m_expectedRefusals;
    std::optional<qint64> m_lastDate;
    std::optional<qint64> m_lastAge;
    bool m_keepsDates = false;
    bool m_aborted = false;
    quint32 m_connection;
    RunGroup m_group;
};

} // namespace doorbuster
