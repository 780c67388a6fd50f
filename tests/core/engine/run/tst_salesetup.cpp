// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/salesetup.h"

#include "tests/support/fakeshop.h"
#include "tests/support/testprogram.h"
#include "tests/support/waited.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class NoObserver final : public ExchangeObserver {
public:
    void exchangeEnded(const RequestRecord &record, const QString &errorText) override
    {
        groups.push_back(record.group);
        texts << errorText;
        failed += record.expected ? 0 : 1;
    }
    std::vector<RunGroup> groups;
    QStringList texts;
    int failed = 0;
};

constexpr qint64 nowMillis = 1795347805000; // 2026-11-22T11:43:25.000Z

/// A set-up against a shop that answers each call by its list, the last answer again and again. The trace tells the
/// calls: U sign-up, I sign-in, N new sale, S sale, with the token that went along.
struct Fixture {
    FakeShop shop;
    NoObserver observer;
    Profile profile;
    std::map<QChar, std::vector<FakeShop::Answer>> answers{
        {u'U', {{.body = R"({"token":"up","user":{}})"}}},
        {u'I', {{.body = R"({"token":"in","user":{}})"}}},
        {u'N', {{.status = 201, .body = R"({"id":"6b02"})"}}},
        {u'S',
            {{.body =
                    R"({"item":{"_id":"cur","startingQuantity":9,"currentQuantity":4},"meta":{"status":"ongoing",)"
                    R"("soldOut":false,"startsAt":"2026-11-22T11:43:30.000Z","endsAt":"2026-11-22T11:44:28.000Z"}})"}}},
    };
    QStringList trace;
    QStringList notes;

    Fixture()
    {
        profile.sale.startingQuantity = 9;
        shop.answer = [this, counts = std::map<QChar, std::size_t>()](const FakeShop::Request &request) mutable {
            static const std::map<QString, QChar> letters{{u"/api/auth/sign-up/email"_s, u'U'},
                {u"/api/auth/sign-in/email"_s, u'I'}, {u"/flash-sales"_s, u'N'}, {u"/flash-sales/public/sale"_s, u'S'}};
            const QChar letter = letters.at(request.path);
            trace << letter
                    + (request.authorization.isEmpty()
                            ? QString()
                            : QString(u':' + QString::fromUtf8(request.authorization.mid(7))));
            const auto &list = answers[letter];
            return list[std::min(counts[letter]++, list.size() - 1)];
        };
    }

    SaleSetupResult run()
    {
        ShopApi api(
            &shop, {.base = QUrl(u"http://shop.test"_s), .headers = {}}, std::chrono::steady_clock::now(), &observer);
        ShopSession session(api, 1, RunGroup::Setup);
        SaleSetup setup(session, profile, nowMillis);
        setup.setWait([this](std::chrono::milliseconds told) { return comeBack(told); });
        SaleSetupResult result = waited(setup.run());
        notes = result.notes;
        return result;
    }
    QCoro::Task<bool> comeBack(std::chrono::milliseconds told)
    {
        waits << int(told.count());
        co_return waits.size() <= mostWaits;
    }
    QList<int> waits; ///< as the shop asked for, ms
    qsizetype mostWaits = 3;

    QJsonObject bodyOf(std::size_t request) const
    {
        return QJsonDocument::fromJson(shop.requests.at(request).body).object();
    }
};

FakeShop::Answer refusal(int status, const QByteArray &message)
{
    return {.status = status, .body = R"({"message":")" + message + R"("})"};
}

QString text(const SaleSetupResult &result)
{
    if (!result.sale)
        return u"! "_s + result.failure;
    const SaleInfo &sale = *result.sale;
    const auto number = [](const std::optional<qint64> &value) { return value ? QString::number(*value) : u"-"_s; };
    return u"%1 %2 token=%3 %4..%5 %6"_s.arg(QString::fromUtf8(sale.id), sale.created ? u"created"_s : u"existing"_s,
        QString::fromUtf8(sale.token), number(sale.startsAt), number(sale.endsAt), number(sale.starting));
}

const QString created = u"6b02 created token=%1 1795347810000..1795348410000 9"_s;
const QString existing = u"%1 existing token=%2 1795347810000..1795347868000 9"_s;

/// What differs from the shop that takes everything, and what must come of it.
struct SetupCase {
    const char *name;
    std::map<QChar, std::vector<FakeShop::Answer>> answers = {};
    const char *trace;
    QString result; ///< the beginning of it, for a failure
    const char *says = ""; ///< must be in the failure, too
};

std::vector<SetupCase> createCases()
{
    const FakeShop::Answer conflict = refusal(409, "overlaps");
    const FakeShop::Answer noToken{.status = 201, .body = R"({"token":null,"user":{}})"};
    return {
        {"all goes well", {}, "U N:up", created.arg(u"up"_s)},
        {"token after sign-in only",
            {{u'N', {refusal(401, "Unauthorized"), {.status = 201, .body = R"({"id":"6b02"})"}}}}, "U N:up I N:in",
            created.arg(u"in"_s)},
        {"no token of either kind", {{u'N', {refusal(401, "Unauthorized")}}}, "U N:up I N:in",
            u"! The sale could not be created: POST sale_create was answered with status 401: Unauthorized"_s},
        {"no second sign-in", {{u'U', {noToken}}, {u'N', {refusal(401, "Unauthorized")}}}, "U I N:in",
            u"! The sale could not be created: POST sale_create was answered with status 401: Unauthorized"_s},
        {"sign-in for it fails", {{u'N', {refusal(401, "Unauthorized")}}, {u'I', {refusal(401, "Failed to sign in")}}},
            "U N:up I", u"! The admin admin-1795347805000@test.com could not sign in: "_s, "401: Failed to sign in"},
        {"user exists: 422", {{u'U', {refusal(422, "exists")}}}, "U I N:in", created.arg(u"in"_s)},
        {"user exists: 409", {{u'U', {refusal(409, "exists")}}}, "U I N:in", created.arg(u"in"_s)},
        {"user exists: 500", {{u'U', {refusal(500, "Failed to sign up")}}}, "U I N:in", created.arg(u"in"_s)},
        {"user exists with another password", {{u'U', {refusal(422, "exists")}}, {u'I', {refusal(401, "bad")}}}, "U I",
            u"! The admin admin-1795347805000@test.com could not sign up: POST signup was answered with status 422: exists"_s,
            "could not sign in: POST signin was answered with status 401: bad"},
        {"sign-up refused", {{u'U', {refusal(403, "closed")}}}, "U",
            u"! The admin admin-1795347805000@test.com could not sign up: POST signup was answered with status 403: closed"_s},
        {"sign-up not there", {{u'U', {refusal(404, "Route not found")}}}, "U",
            u"! The admin admin-1795347805000@test.com could not sign up: POST signup was answered with status 404"_s},
        {"nobody listens", {{u'U', {{.refused = true}}}}, "U",
            u"! The admin admin-1795347805000@test.com could not sign up: POST signup got no answer: "_s},
        {"a page", {{u'U', {{.body = "<html>hello"}}}}, "U",
            u"! The admin admin-1795347805000@test.com could not sign up: POST signup was answered with status 200, "
            u"but the "
            "answer cannot be used: the body is a page"_s,
            "body: <html>hello"},
        {"token in the header", {{u'U', {{.body = R"({"token":null})", .setAuthToken = "head"}}}}, "U N:head",
            created.arg(u"head"_s)},
        {"no token at sign-up", {{u'U', {noToken}}}, "U I N:in", created.arg(u"in"_s)},
        {"no token at sign-up, then in the header",
            {{u'U', {noToken}}, {u'I', {{.body = R"({"token":null})", .setAuthToken = "head"}}}}, "U I N:head",
            created.arg(u"head"_s)},
        {"no token anywhere", {{u'U', {noToken}}, {u'I', {{.body = R"({"user":{}})"}}}}, "U I",
            u"! The admin admin-1795347805000@test.com signed in, but got no token"_s, "set-auth-token"},
        {"id in item._id", {{u'N', {{.body = R"({"item":{"_id":"6b02"}})"}}}}, "U N:up", created.arg(u"up"_s)},
        {"no id", {{u'N', {{.status = 201, .body = R"({"ok":true})"}}}}, "U N:up",
            u"! The sale could not be created: POST sale_create was answered with status 201, but the answer cannot be "
            u"used: "
            "the field \"id\" is missing"_s,
            R"(body: {"ok":true})"},
        {"an empty answer", {{u'N', {{.status = 204}}}}, "U N:up",
            u"! The sale could not be created: POST sale_create was answered with status 204, but the answer cannot be "
            u"used: "
            "the body is empty"_s},
        {"bad body", {{u'N', {refusal(400, "body must have required property 'startsAt'")}}}, "U N:up",
            u"! The sale could not be created: POST sale_create was answered with status 400: body must have required "
            "property 'startsAt'"_s},
        {"forbidden", {{u'N', {refusal(403, "not an admin")}}}, "U N:up", u"! The sale could not be created: "_s},
        {"overlap", {{u'N', {conflict}}}, "U N:up S",
            u"! The new sale overlaps one that the shop already has, cur. It runs until 2026-11-22T11:44:28.000Z, for "
            "another 1m3s: wait until then, or test that one (sale.onOverlap: useExisting). How long the sales of a "
            "run "
            "last is set by sale.duration, now 10m. (POST sale_create was answered with status 409: overlaps"_s},
        {"overlap with one that does not show", {{u'N', {conflict}}, {u'S', {refusal(404, "no sale")}}}, "U N:up S",
            u"! The new sale overlaps one that the shop already has. Wait for its end, or test that one "
            "(sale.onOverlap: useExisting)."_s,
            "status 409"},
        {"overlap after the sign-in", {{u'N', {refusal(401, "no"), conflict}}}, "U N:up I N:in S",
            u"! The new sale overlaps one"_s},
        {"no answer to it", {{u'N', {{.broken = true}}}}, "U N:up",
            u"! The sale could not be created: POST sale_create got no answer: "_s},
    };
}

std::vector<SetupCase> existingCases()
{
    return {
        {"found", {}, "S", existing.arg(u"s1"_s, QString())},
        {"sold out is for the buyers to find", {{u'S', {{.body = R"({"status":"ongoing","soldOut":true})"}}}}, "S",
            u"s1 existing token= -..- -"_s},
        {"upcoming", {{u'S', {{.body = R"({"status":"upcoming","soldOut":false})"}}}}, "S",
            u"s1 existing token= -..- -"_s},
        {"unknown", {{u'S', {{.body = R"({"item":null,"meta":{"status":"not_found"}})"}}}}, "S",
            u"! The sale s1 is not known to the shop"_s},
        {"ended", {{u'S', {{.body = R"({"status":"ended","soldOut":false})"}}}}, "S",
            u"! The sale s1 has ended already"_s},
        {"500", {{u'S', {refusal(500, "Failed to fetch sale status")}}}, "S",
            u"! The sale s1 could not be read: GET sale_status was answered with status 500: Failed to fetch sale status"_s},
        {"a page", {{u'S', {{.body = "<html>"}}}}, "S", u"! The sale s1 could not be read: "_s, "HTML"},
    };
}

} // namespace

class TestSaleSetup : public QObject {
    Q_OBJECT

private:
    void check(Fixture &f, const SetupCase &expected)
    {
        for (const auto &[letter, list] : expected.answers)
            f.answers[letter] = list;
        const SaleSetupResult result = f.run();
        QCOMPARE(f.trace.join(u' '), QString::fromLatin1(expected.trace));
        const QString said = text(result);
        QVERIFY2(expected.result.startsWith(u'!') ? said.startsWith(expected.result) : said == expected.result,
            qPrintable(said));
        QVERIFY2(said.contains(QString::fromLatin1(expected.says)), qPrintable(said));
        QCOMPARE(result.sale.has_value(), result.failure.isEmpty());
        for (const RunGroup group : f.observer.groups)
            QVERIFY(group == RunGroup::Setup);
    }

    const std::vector<SetupCase> m_createCases = createCases();
    const std::vector<SetupCase> m_existingCases = existingCases();

private Q_SLOTS:
    void creates_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_createCases.size(); ++i)
            QTest::newRow(m_createCases[i].name) << int(i);
    }
    void creates()
    {
        QFETCH(int, index);
        Fixture f;
        check(f, m_createCases[std::size_t(index)]);
    }

    void findsAnExistingSale_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_existingCases.size(); ++i)
            QTest::newRow(m_existingCases[i].name) << int(i);
    }
    void findsAnExistingSale()
    {
        QFETCH(int, index);
        Fixture f;
        f.profile.sale.mode = SaleMode::Existing;
        f.profile.sale.id = u"s1"_s;
        check(f, m_existingCases[std::size_t(index)]);
        QCOMPARE(f.shop.requests.front().argument(u"flashSaleId"_s), u"s1"_s);
    }

    void signsInForAnExistingSaleWhereItCan()
    {
        Fixture f;
        f.profile.sale.mode = SaleMode::Existing;
        f.profile.sale.id = u"s1"_s;
        f.profile.sale.adminEmail = u"boss@shop.de"_s;
        f.profile.sale.adminPassword = u"secret-7"_s;
        QCOMPARE(text(f.run()), existing.arg(u"s1"_s, u"in"_s));
        QCOMPARE(f.trace.join(u' '), u"I S"_s);
        QCOMPARE(f.bodyOf(0).value(u"email"_s).toString(), u"boss@shop.de"_s);
        QCOMPARE(f.bodyOf(0).value(u"password"_s).toString(), u"secret-7"_s);

        Fixture refused;
        refused.profile = f.profile;
        refused.answers[u'I'] = {refusal(401, "bad")};
        QVERIFY(text(refused.run()).startsWith(u"! The admin boss@shop.de could not sign in: "_s));
        QCOMPARE(refused.trace.join(u' '), u"I"_s);
    }

    void takesTheOtherSaleWhereItMay()
    {
        Fixture f;
        f.profile.sale.onOverlap = OnOverlap::UseExisting;
        f.answers[u'N'] = {refusal(409, "overlaps")};
        QCOMPARE(text(f.run()), existing.arg(u"cur"_s, u"up"_s));
        QCOMPARE(f.trace.join(u' '), u"U N:up S"_s);
        QVERIFY(!f.shop.requests.back().has(u"flashSaleId"_s));
        QCOMPARE(f.notes.size(), 1);

        Fixture gone;
        gone.profile.sale.onOverlap = OnOverlap::UseExisting;
        gone.answers[u'N'] = {refusal(409, "overlaps")};
        gone.answers[u'S'] = {{.body = R"({"item":null,"meta":{"status":"not_found"}})"}};
        QCOMPARE(text(gone.run()), u"! The current sale is not known to the shop"_s);

        Fixture anonymous;
        anonymous.profile.sale.onOverlap = OnOverlap::UseExisting;
        anonymous.answers[u'N'] = {refusal(409, "overlaps")};
        anonymous.answers[u'S'] = {{.body = R"({"status":"ongoing","soldOut":false})"}};
        QCOMPARE(text(anonymous.run()), u"! The current sale was answered without an id"_s);
    }

    void tellsOfTheSignInThatItNeeded()
    {
        Fixture f;
        f.answers[u'N'] = {refusal(401, "Unauthorized"), {.status = 201, .body = R"({"id":"6b02"})"}};
        f.run();
        QCOMPARE(f.notes.size(), 1);
        QVERIFY(f.notes.first().contains(u"signing in"_s));
        Fixture plain;
        plain.run();
        QCOMPARE(plain.notes, QStringList());
    }

    void sendsWhatTheProfileSays()
    {
        Fixture f;
        f.profile.name = u"Black Friday"_s;
        f.profile.sale.startsIn = 7s;
        f.profile.sale.duration = 60s;
        f.profile.sale.startingQuantity = 12;
        f.profile.sale.adminEmail = u"boss-{TIMESTAMP}@x.de"_s;
        f.profile.sale.adminPassword = u"secret-7"_s;
        const SaleSetupResult result = f.run();
        QCOMPARE(f.bodyOf(0).value(u"email"_s).toString(), u"boss-1795347805000@x.de"_s);
        QCOMPARE(f.bodyOf(0).value(u"password"_s).toString(), u"secret-7"_s);
        const QJsonObject sale = f.bodyOf(1);
        QCOMPARE(sale.value(u"name"_s).toString(), u"Black Friday"_s);
        QVERIFY(!sale.value(u"description"_s).toString().isEmpty());
        QCOMPARE(sale.value(u"startsAt"_s).toString(), u"2026-11-22T11:43:32.000Z"_s);
        QCOMPARE(sale.value(u"endsAt"_s).toString(), u"2026-11-22T11:44:32.000Z"_s);
        QCOMPARE(sale.value(u"startingQuantity"_s).toInt(), 12);
        QCOMPARE(sale.value(u"currentQuantity"_s).toInt(), 12);
        QCOMPARE(sale.value(u"status"_s).toString(), u"OnSchedule"_s);
        QCOMPARE(sale.size(), 7);
        QCOMPARE(result.sale->starting, std::optional<qint64>(12));
    }

    void makesAPasswordOfItsOwn()
    {
        Fixture one;
        one.run();
        Fixture two;
        two.run();
        const QString password = one.bodyOf(0).value(u"password"_s).toString();
        QVERIFY(password.size() >= 12);
        QVERIFY(password != two.bodyOf(0).value(u"password"_s).toString());
    }

    void keepsThePasswordToItself_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body"); // %1 is the password
        QTest::newRow("message") << 400 << R"({"message":"the password %1 is too weak"})"_ba;
        QTest::newRow("body") << 400 << R"({"sent":{"password":"%1"}})"_ba;
        QTest::newRow("page") << 502 << "<pre>%1</pre>"_ba;
        QTest::newRow("answer") << 200 << "password=%1"_ba;
    }
    void keepsThePasswordToItself()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        for (const QString &given : {QString(), u"secret-7"_s}) {
            for (const QChar failing : {u'U', u'I'}) {
                Fixture f;
                f.profile.sale.adminPassword = given;
                f.answers[u'U'] = {refusal(422, "exists")};
                if (failing == u'U')
                    f.answers[u'I'] = {refusal(401, "no")};
                // The shop sends back what it was sent.
                const auto usual = f.shop.answer;
                f.shop.answer = [=, &f](const FakeShop::Request &request) {
                    FakeShop::Answer answer = usual(request);
                    if (!f.trace.last().startsWith(failing))
                        return answer;
                    const auto sent = QJsonDocument::fromJson(request.body).object().value(u"password"_s).toString();
                    QByteArray echoed = body;
                    answer.status = status;
                    answer.body = echoed.replace("%1", sent.toUtf8());
                    return answer;
                };
                const SaleSetupResult result = f.run();
                QVERIFY(!result.sale);
                const QString password = f.bodyOf(0).value(u"password"_s).toString();
                QVERIFY(!password.isEmpty());
                const QString said = result.failure + result.notes.join(u' ') + f.observer.texts.join(u' ');
                QVERIFY2(!said.contains(password), qPrintable(said));
            }
        }
    }

    void endsWhenItIsAborted_data()
    {
        QTest::addColumn<QChar>("at");
        QTest::addColumn<QString>("trace");
        QTest::newRow("sign-up") << QChar(u'U') << u"U"_s;
        QTest::newRow("sign-in") << QChar(u'I') << u"U I"_s;
        QTest::newRow("new sale") << QChar(u'N') << u"U I N:in"_s;
        QTest::newRow("the other sale") << QChar(u'S') << u"U I N:in S"_s;
    }
    void failsNoStepThatLeadsOn()
    {
        Fixture f;
        f.profile.sale.onOverlap = OnOverlap::UseExisting;
        f.answers[u'U'] = {refusal(422, "exists")};
        f.answers[u'N'] = {refusal(409, "overlaps")};
        QVERIFY(f.run().sale);
        QCOMPARE(f.trace.join(u' '), u"U I N:in S"_s);
        QCOMPARE(f.observer.failed, 0);
        QCOMPARE(f.observer.texts, QStringList({QString(), QString(), QString(), QString()}));

        Fixture sameToken;
        sameToken.answers[u'N'] = {refusal(401, "Unauthorized"), {.status = 201, .body = R"({"id":"6b02"})"}};
        QVERIFY(sameToken.run().sale);
        QCOMPARE(sameToken.observer.failed, 0);

        // Where they lead nowhere, they are failures.
        Fixture overlap;
        overlap.answers[u'N'] = {refusal(401, "Unauthorized"), refusal(409, "overlaps")};
        QVERIFY(!overlap.run().sale);
        QCOMPARE(overlap.observer.failed, 1);
    }

    void comesBackAsTold()
    {
        Fixture f;
        const auto later = [](int status, const QByteArray &seconds) -> FakeShop::Answer {
            return {.status = status, .body = "{}", .retryAfter = seconds};
        };
        f.answers[u'U'].insert(f.answers[u'U'].begin(), later(429, "3"));
        f.answers[u'N'].insert(f.answers[u'N'].begin(), {later(503, "0"), later(429, "2")});
        QCOMPARE(text(f.run()), created.arg(u"up"_s));
        QCOMPARE(f.trace.join(u' '), u"U U N:up N:up N:up"_s);
        QCOMPARE(f.waits, QList<int>({3'000, 500, 2'000}));

        Fixture busy;
        busy.answers[u'U'] = {later(429, "3")};
        busy.mostWaits = 1;
        QVERIFY(!busy.run().sale);
        QCOMPARE(busy.trace.join(u' '), u"U U"_s);
    }

    void endsWhenItIsAborted()
    {
        QFETCH(QChar, at);
        QFETCH(QString, trace);
        Fixture f;
        f.profile.sale.onOverlap = OnOverlap::UseExisting;
        f.answers[u'U'] = {refusal(422, "exists")};
        f.answers[u'N'] = {refusal(409, "overlaps")};
        f.answers[at] = {{.silent = true}};
        ShopApi api(&f.shop, {.base = QUrl(u"http://shop.test"_s), .headers = {}}, std::chrono::steady_clock::now(),
            &f.observer);
        ShopSession session(api, 1, RunGroup::Setup);
        SaleSetup setup(session, f.profile, nowMillis);
        auto task = setup.run();
        f.shop.settle();
        QVERIFY(!task.isReady());
        session.abort();
        QVERIFY(task.isReady());
        const SaleSetupResult result = waited(std::move(task));
        QVERIFY(!result.sale);
        QVERIFY(!result.failure.isEmpty());
        QCOMPARE(f.trace.join(u' '), trace);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestSaleSetup)
#include "tst_salesetup.moc"
