// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/shop/answerreader.h"
#include "core/shop/answers.h"
#include "core/shop/apiresult.h"
#include "core/shop/compiled/compiledshop.h"
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

/// One exchange as it was, for whoever tries a description. Secrets of the run are in it: not for logs.
struct TracedExchange {
    QString step; ///< "buy", "buy.before[0]"
    QByteArray method;
    QByteArray target;
    QByteArray requestBody;
    quint16 status = 0; ///< 0: no answer
    QByteArray answerBody;
    QString error; ///< of no answer, or one that cannot be used
    Meaning meaning = Meaning::NoAnswer;
    QString rule; ///< that matched; empty: none did
    QStringList kept; ///< "session = abc"
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
    std::shared_ptr<const CompiledShop> shop = CompiledShop::flashSale(); ///< how it speaks
    QByteArray adminToken = {}; ///< of calls that an admin makes, for any session; ShopApi learns it at a sign-in
    std::function<void(const TracedExchange &)> trace = {}; ///< is told of every answer; unset: nobody looks
    QByteArray runMarker = {}; ///< {run}: tells this run's orders from others where the shop keeps a text
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

    /// How requests of one call differ by who makes it: a buyer, or one who wants the shop's own word.
    struct Prepared {
        const RequestTemplate *plain = nullptr; ///< null where the manager knows no such templates
        const RequestTemplate *fresh = nullptr; ///< asking caches on the way for the shop's own word
    };

    QUrl urlOf(const QByteArray &pathAndQuery) const;
    QByteArray saleIdAsSent(const QByteArray &saleId) const { return m_options.saleIdsAsSent.value(saleId, saleId); }
    QNetworkRequest requestTo(const CompiledCall &call, const QByteArray &pathAndQuery) const;
    void prepare(const CompiledCall &call);

    QNetworkAccessManager *m_manager;
    BuyersAccessManager *m_buyers; ///< the same, where it is one
    ShopApiOptions m_options;
    QByteArray m_base; ///< percent-encoded, without a slash at its end
    std::vector<std::pair<QByteArray, QByteArray>> m_headers;
    std::chrono::steady_clock::time_point m_runStart;
    ExchangeObserver *m_observer;
    AnswerReader m_reader;
    std::vector<Prepared> m_prepared; ///< by the call's number
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
    /// An empty id asks for the current sale, else the next one. Of a shop that does not tell, it is on, without a
    /// request. All but buyers get the stock where the shop tells that apart.
    QCoro::Task<ApiResult<SaleAnswer>> sale(QByteArray saleId);
    QCoro::Task<ApiResult<BuyAnswer>> buy(QString email, QByteArray saleId);
    QCoro::Task<ApiResult<PositionAnswer>> position(QString email, QByteArray saleId);
    QCoro::Task<ApiResult<ConfirmAnswer>> confirm(QString email, QByteArray saleId, double totalAmount);
    /// The first page is asked for without `page` and `limit` where page is 0.
    QCoro::Task<ApiResult<OrdersPage>> ordersByEmail(QString email, int page, int limit);
    /// path: one of adminLists().
    QCoro::Task<ApiResult<OrdersPage>> adminOrders(
        QString path, QByteArray saleId, int page, int limit, QByteArray token);

    /// The lists of all orders that the shop may have, the better one first, by their addresses.
    QStringList adminLists() const;
    const CompiledShop &shop() const { return *m_api.m_options.shop; }
    /// Where the shop's sign-in should have told its token: "neither token nor header:set-auth-token is there".
    QString whereTokensAreLookedFor() const;

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
    /// What comes next is another buyer's, over the same connection: cookies and kept values are not.
    void forgetBuyer()
    {
        m_cookies.clear();
        m_values.forgetKept();
        m_isSignedIn = false;
    }
    /// As forgetBuyer(); the buyer that comes is known by these.
    void setBuyer(quint32 vu, quint32 iteration);
    /// Ends the call in flight, if any: it returns with ApiError::Kind::Aborted. Safe from any slot on this thread.
    void abort();
    /// Ends the call in flight, if any, as out of time: it returns with ApiError::Kind::Timeout, which says what it
    /// waited for.
    void timeOut();
    bool busy() const { return m_active != nullptr; }

private:
    struct Underway;
    Underway begin(const CompiledCall &call);
    void learnSessions(const QByteArray &cookies);
    JudgedAnswer end(const CompiledCall &call, const Underway &underway, ShopReply &came, RequestRecord &record);
    void tell(RequestRecord &record, const ApiError &error);
    void takeContent(ShopReply &came, const CompiledCall &call, const Underway &underway);
    template <class T>
    QCoro::Task<ApiResult<T>> ask(const CompiledCall *call);
    template <class T>
    QCoro::Task<ApiResult<T>> askInTurn(const CompiledCall &call);
    template <class T>
    ApiResult<T> read(const CompiledCall &call, const Underway &underway);
    /// Of a call that goes before another: why that one cannot be made; Kind::None where it can.
    ApiError readBefore(const CompiledCall &call, const Underway &underway);
    /// The buyer's sign-in, where the shop has one and the call is a buyer's that has not signed in; else null.
    const CompiledCall *signInBefore(const CompiledCall &call) const;
    QNetworkReply *send(const CompiledCall &call, const QByteArray &target, const QByteArray &body);
    void setPage(int page, int limit);
    void trace(
        const CompiledCall &call, const Underway &underway, const ShopReply &came, const JudgedAnswer &judged) const;
    void setBuyerValues(const QString &email, const QByteArray &saleId);
    void setAdminValues(const AdminSignIn &admin);

    ShopApi &m_api;
    QNetworkReply *m_active = nullptr;
    CookieJar m_cookies;
    ShopValues m_values;
    IntendedStart m_intendedStart;
    QList<Meaning> m_expectedRefusals;
    std::optional<qint64> m_lastDate;
    std::optional<qint64> m_lastAge;
    bool m_keepsDates = false;
    bool m_isSignedIn = false; ///< the buyer
    bool m_aborted = false;
    quint32 m_connection;
    RunGroup m_group;
};

} // namespace doorbuster
