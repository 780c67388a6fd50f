// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/validation.h"

#include "tests/core/profile/fewmetrics.h"
#include "tests/support/testprogram.h"

#include <QTemporaryFile>
#include <QtTest>

#include <functional>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Change = std::function<void(Profile &)>;

Q_DECLARE_METATYPE(Change)

namespace {

QString errorsOf(const Profile &profile)
{
    return describe(validate(profile, test::fewMetrics));
}

} // namespace

class tst_Validation final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreValid() { QCOMPARE(errorsOf(Profile{}), QString()); }

    void remarksOnASaleThatOutlastsItsRun()
    {
        Profile profile;
        profile.load.stages = {{10s, 20}};
        QCOMPARE(remarksOn(profile),
            QStringList{u"The sale outlasts this run by about 9m12s (sale.duration is 10m); until it ends, the shop takes "
                        "no other sale, so no other run can create one."_s});
        profile.sale.duration = 90s;
        QCOMPARE(remarksOn(profile), QStringList());
        profile.sale.duration = 1h;
        profile.sale.mode = SaleMode::Existing; // not of this run's making
        QCOMPARE(remarksOn(profile), QStringList());
    }

    void fine_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
        row("path prefix", [](Profile &p) { p.target.apiBase = u"https://shop.example/v2/"_s; });
        row("IPv6", [](Profile &p) { p.target.apiBase = u"http://[::1]:4000"_s; });
        row("existing sale", [](Profile &p) {
            p.sale.mode = SaleMode::Existing;
            p.sale.id = u"6b02d560"_s;
        });
        row("start with a jump", [](Profile &p) { p.load.stages = {{0s, 10}, {1s, 10}}; });
        row("start VUs only", [](Profile &p) {
            p.load.startVUs = 3;
            p.load.stages = {{1s, 0}};
        });
        row("the most users", [](Profile &p) { p.load.stages = {{1s, 1'000'000}}; });
        row("iteration first", [](Profile &p) { p.buyer.email = u"b{ITER}x{VU}@a.b"_s; });
        row("fixed admin", [](Profile &p) { p.sale.adminEmail = u"admin@shop.example"_s; });
        row("severities", [](Profile &p) {
            p.verification.severity = {{u"V1"_s, u"off"_s}, {u"V11"_s, u"fail"_s}, {u"V20"_s, u"fail"_s}};
        });
        row("no thresholds", [](Profile &p) { p.thresholds.clear(); });
        row("selector by own tag", [](Profile &p) {
            p.tags = {{u"team"_s, u"a"_s}};
            p.thresholds = {{u"http_reqs{team:a,group:::setup}"_s, {{u"count>0"_s}}}};
        });
        row("outputs", [](Profile &p) {
            p.outputs = {{u"json"_s, u"a"_s}, {u"csv"_s, u"b"_s}, {u"junit"_s, u"c"_s}, {u"html"_s, u"d"_s},
                {u"charts"_s, u"e"_s}};
        });
        row("header from the environment", [](Profile &p) {
            p.target.headers = {{u"Authorization"_s, u"Bearer ${T}"_s}};
        });
    }
    void fine()
    {
        QFETCH(Change, change);
        Profile profile;
        change(profile);
        QCOMPARE(errorsOf(profile), QString());
    }

    void wrong_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const Change &change, const char *expected) {
            QTest::newRow(name) << change << QString::fromUtf8(expected);
        };
        const auto base = [&row](const char *address, const char *expected) {
            row(
                address, [address](Profile &p) { p.target.apiBase = QString::fromUtf8(address); }, expected);
        };
        row(
            "no address", [](Profile &p) { p.target.apiBase.clear(); },
            "target.apiBase: is not an address such as http://localhost:4000");
        base("localhost:4000", "target.apiBase: must begin with http:// or https://");
        base("ftp://localhost", "target.apiBase: must begin with http:// or https://");
        base("http://", "target.apiBase: names no host");
        base("http://local host", "target.apiBase: is not an address such as http://localhost:4000");
        base("http://localhost:99999", "target.apiBase: is not an address such as http://localhost:4000");
        base("http://localhost:0", "target.apiBase: port 0 is no address to connect to");
        base("http://me:hunter2@localhost",
            "target.apiBase: must not carry a user name or password: use a header in target.headers");
        base("http://localhost/?a=b", "target.apiBase: must end with its path: no ? and no #");
        base("http://localhost/#a", "target.apiBase: must end with its path: no ? and no #");

        row(
            "CA file", [](Profile &p) { p.target.caFile = u"/nonexistent/ca.pem"_s; },
            "target.caFile: /nonexistent/ca.pem is not a file that can be read");
        row("client certificate", [](Profile &p) { p.target.clientCert = u"/nonexistent/me.pem"_s; },
            "target.clientCert: /nonexistent/me.pem is not a file that can be read");
        row("client key alone", [](Profile &p) { p.target.clientKey = QString::fromLocal8Bit(__FILE__); },
            "target.clientKey: needs a client certificate in target.clientCert");
        row(
            "secret header",
            [](Profile &p) {
                p.target.headers = {{u"X-Api-Key"_s, u"hunter2"_s}};
            },
            "target.headers.X-Api-Key: is a secret and may not be written out: put it into an environment variable and "
            "write "
            "its name, as in ${SHOP_SECRET}");
        row(
            "header twice",
            [](Profile &p) {
                p.target.headers = {{u"X-A"_s, u"1"_s}, {u"x-a"_s, u"2"_s}};
            },
            "target.headers.x-a: is there twice: case makes no difference in a header's name");
        row(
            "existing without id", [](Profile &p) { p.sale.mode = SaleMode::Existing; },
            "sale.id: is missing: sale.mode existing needs the id of the sale");
        row(
            "id without existing", [](Profile &p) { p.sale.id = u"x"_s; },
            "sale.id: is set, but sale.mode is create: set sale.mode to existing, or leave the id out");
        row(
            "range of a field", [](Profile &p) { p.buyer.jitter = 1.5; }, "buyer.jitter: must be from 0 to 1");
        row(
            "not a number", [](Profile &p) { p.buyer.jitter = std::numeric_limits<double>::quiet_NaN(); },
            "buyer.jitter: must be a finite number");
        row(
            "backoff", [](Profile &p) { p.buyer.backoffFactor = 0.5; }, "buyer.backoffFactor: must be from 1 to 100");
        row(
            "executor", [](Profile &p) { p.load.executor = u"herd"_s; },
            "load.executor: “herd” is not there yet: use ramping-vus");

        row(
            "no stages", [](Profile &p) { p.load.stages.clear(); }, "load.stages: there must be at least one stage");
        row(
            "nobody",
            [](Profile &p) {
                p.load.stages = {{10s, 0}};
            },
            "load.stages: nobody would come: either load.startVUs or a stage's target must be above 0");
        row(
            "no time",
            [](Profile &p) {
                p.load.stages = {{0s, 5}};
            },
            "load.stages: the stages take no time at all");
        row(
            "too long",
            [](Profile &p) {
                p.load.stages = QList<Stage>(5, {168h, 1});
            },
            "load.stages: the stages take longer than 30 days");
        row(
            "negative",
            [](Profile &p) {
                p.load.stages = {{1s, 1}, {-1s, -2}};
            },
            "load.stages[1].duration: must be from 0s to 168h\nload.stages[1].target: must be from 0 to 1000000");
        row(
            "too many",
            [](Profile &p) {
                p.load.stages = {{1s, 1'000'001}};
            },
            "load.stages[0].target: must be from 0 to 1000000");

        const auto email = [&row](const char *address, const char *expected) {
            row(
                address, [address](Profile &p) { p.buyer.email = QString::fromUtf8(address); }, expected);
        };
        email("buyer-{VU}@a.b", "buyer.email: must hold {ITER} once, so that every buyer has an address of its own");
        email("buyer-{ITER}@a.b", "buyer.email: must hold {VU} once, so that every buyer has an address of its own");
        email(
            "{VU}-{VU}-{ITER}@a.b", "buyer.email: must hold {VU} once, so that every buyer has an address of its own");
        email("{VU}{ITER}@a.b",
            "buyer.email: needs something other than digits between {VU} and {ITER}: 1 and 11 would be the same buyer "
            "as 11 "
            "and 1");
        email("{ITER}0{VU}@a.b",
            "buyer.email: needs something other than digits between {VU} and {ITER}: 1 and 11 would be the same buyer "
            "as 11 "
            "and 1");
        email("{VU}-{ITER}", "buyer.email: must be an address with one @ between its parts");
        email("{VU}-{ITER}@", "buyer.email: must be an address with one @ between its parts");
        email("{VU}@{ITER}@b", "buyer.email: must be an address with one @ between its parts");
        email("{VU} {ITER}@b", "buyer.email: must not hold spaces");
        email("{VU}-{ITER}-{RUN}@b", "buyer.email: {RUN} is unknown: use {VU} and {ITER}");
        email("{VU}-{ITER}-{@b", "buyer.email: {@b is unknown: use {VU} and {ITER}");
        row(
            "admin", [](Profile &p) { p.sale.adminEmail = u"admin-{VU}"_s; },
            "sale.admin.email: must be an address with one @ between its parts\n"
            "sale.admin.email: {VU} is unknown: use {TIMESTAMP}");

        const auto threshold = [&row](const char *metric, const char *expression, const char *expected) {
            row(
                expression,
                [metric, expression](Profile &p) {
                    p.thresholds = {{QString::fromUtf8(metric), {{QString::fromUtf8(expression)}}}};
                },
                expected);
        };
        threshold("http_req_duraton", "p(95)<1", "thresholds.http_req_duraton[0]: there is no metric http_req_duraton");
        threshold("http_req_duration", "p(995)<800",
            "thresholds.http_req_duration[0]: “p(995)<800”, character 3: percentiles go from 0 to 100, not 995");
        threshold("http_req_failed", "p(95)<0.1",
            "thresholds.http_req_failed[0]: “p(95)<0.1”: http_req_failed is a rate, which has rate, not p(95)");
        threshold("vus", "count>1", "thresholds.vus[0]: “count>1”: vus is a gauge, which has value, not count");
        threshold("http_req_duration{nam:buy}", "avg<1",
            "thresholds.http_req_duration{nam:buy}[0]: no sample has a tag nam; did you mean name?");
        threshold("http_req_duration{name:buy", "avg<2",
            "thresholds.http_req_duration{name:buy[0]: the metric “http_req_duration{name:buy”: the { is never closed");
        row(
            "no expression",
            [](Profile &p) {
                p.thresholds = {{u"vus"_s, {}}};
            },
            "thresholds.vus: has no expression");
        row(
            "metric twice",
            [](Profile &p) {
                p.thresholds = {{u"vus"_s, {{u"value>0"_s}}}, {u"vus"_s, {{u"value>1"_s}}}};
            },
            "thresholds.vus: is there twice");
        row(
            "delay",
            [](Profile &p) {
                p.thresholds = {{u"vus"_s, {{u"value>0"_s, true, -1s}}}};
            },
            "thresholds.vus[0].delayAbortEval: must be from 0s to 168h");

        row(
            "outputs",
            [](Profile &p) {
                p.outputs = {{u"jso"_s, u"a"_s}, {u"csv"_s, u"a"_s}, {u"html"_s, QString()}};
            },
            "outputs[0].kind: “jso” is not one of json, csv, junit, html, charts; did you mean json?\n"
            "outputs[1].file: a is written by another output already\n"
            "outputs[2].file: is missing");
        row(
            "severities",
            [](Profile &p) {
                p.verification.severity = {{u"V1"_s, u"fial"_s}, {u"V18"_s, u"warn"_s}, {u"V20"_s, u"off"_s},
                    {u"V99"_s, u"off"_s}, {u"v11"_s, u"off"_s}};
            },
            "verification.severity.V1: “fial” is not one of fail, warn, off; did you mean fail?\n"
            "verification.severity.V18: must stay fail: without it a reading that failed could look like a pass\n"
            "verification.severity.V20: must stay fail: without it a run in which nothing was bought could pass\n"
            "verification.severity.V99: there is no such check: there are V0 to V20; did you mean V9?\n"
            "verification.severity.v11: there is no such check: there are V0 to V20; did you mean V11?");
        row(
            "tags",
            [](Profile &p) {
                p.tags = {{u"a b"_s, u"x"_s}, {u"name"_s, u"x"_s}, {u"team"_s, QString()}};
            },
            "tags.a b: a tag's name is made of letters, digits and _ . -\n"
            "tags.name: is a tag that every sample has already\n"
            "tags.team: has no value");
    }
    void wrong()
    {
        QFETCH(Change, change);
        Profile profile;
        change(profile);
        QTEST(errorsOf(profile), "expected");
    }

    void allAtOnceInTheTablesOrder()
    {
        Profile profile;
        profile.target.apiBase = u"x"_s;
        profile.load.stages.clear();
        profile.buyer.maxBuys = 0;
        profile.tags = {{u"name"_s, u"x"_s}};
        QStringList paths;
        for (const ProfileError &error : validate(profile, test::fewMetrics))
            paths.append(error.path);
        QCOMPARE(paths, QStringList({u"target.apiBase"_s, u"load.stages"_s, u"buyer.maxBuys"_s, u"tags.name"_s}));
    }

    void caFileThatIsThere()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        Profile profile;
        profile.target.caFile = file.fileName();
        QCOMPARE(errorsOf(profile), QString());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_Validation)
#include "tst_validation.moc"
