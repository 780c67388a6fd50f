// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/html/htmlstyle.h"

#include "core/charts/csstokens.h"

#include <QString> // also for what joins byte arrays

namespace doorbuster {

namespace {

constexpr char rules[] = R"(*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
main{max-width:1280px;margin:0 auto;padding:24px 16px 32px}
h1{font-size:21px;font-weight:600;line-height:1.25;margin:0;overflow-wrap:anywhere}
h2{font-size:14px;font-weight:600;margin:0 0 8px}
h3{font-size:13px;font-weight:600;margin:0;overflow-wrap:anywhere}
p{margin:0;overflow-wrap:anywhere}
.secondary,figcaption,.remark{color:var(--secondary)}
.remark{font-size:11px;margin-top:8px;max-width:110ch}
.head{margin-bottom:16px}
.head p{margin-top:8px;max-width:110ch}
.facts{display:flex;flex-wrap:wrap;gap:4px 24px;margin:8px 0 0}
.facts div{display:flex;gap:8px;min-width:0}
.facts dt{color:var(--secondary)}
.facts dd{margin:0;overflow-wrap:anywhere}
.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:16px;margin-bottom:12px}
.halves{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin-bottom:12px}
.halves .card{margin:0;min-width:0}
.verdict{display:flex;flex-direction:column;justify-content:space-between;gap:12px;border-left:6px solid var(--tone)}
.half{font-size:11px;color:var(--secondary)}
.headline{font-size:26px;font-weight:700;line-height:1.2;color:var(--tone);margin:0 0 4px;overflow-wrap:anywhere}
.inputs{display:flex;flex-wrap:wrap;gap:12px 28px;margin:0}
.inputs dt,.tile dt{font-size:11px;color:var(--secondary)}
.inputs dd,.tile dd{margin:0;font-size:21px;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
.inputs .differs{color:var(--tone)}
.notice{border-left:6px solid var(--tone);padding:8px 16px;color:var(--tone);overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin-bottom:12px}
.tile{margin:0;padding:10px 12px}
.tile .detail{font-size:11px;font-weight:400;color:var(--secondary)}
.scroll{overflow-x:auto;margin:0 -16px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:5px 12px;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:16px}
th:last-child,td:last-child{padding-right:16px}
tbody tr:last-child td{border-bottom:0}
th{font-weight:400;color:var(--secondary);white-space:nowrap;vertical-align:bottom}
th.group{text-align:center}
th.group:empty{border-bottom:0}
.long:last-child{width:40%}
.checks th:nth-child(2){width:32%}
.checks th:nth-child(5),.checks th:nth-child(6){width:24%}
.evidence th:first-child,.evidence td:first-child{width:1%;white-space:nowrap}
td{overflow-wrap:break-word}
.long{overflow-wrap:anywhere;min-width:9ch}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
.total{break-before:avoid}
.total td{font-weight:600;border-top:1px solid var(--secondary)}
.names td:first-child,.id{color:var(--secondary)}
.names td:first-child{width:1%;white-space:nowrap}
.id,.key{white-space:nowrap}
td .note{color:var(--secondary);display:block}
.badge{display:inline-block;border:1px solid var(--tone);border-radius:10px;padding:0 8px;font-size:11px;font-weight:600;line-height:18px;color:var(--tone);white-space:nowrap}
.tone{color:var(--tone)}
.pass{--tone:var(--pass)}.fail{--tone:var(--fail)}.warn,.inconclusive{--tone:var(--warn)}.nodata{--tone:var(--secondary)}
.bound{font-size:11px;font-weight:600;color:var(--warn);margin-left:8px}
.finding{border-top:1px solid var(--line);padding:12px 0}
.finding:last-child{padding-bottom:0}
.finding .title{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.finding p{margin-top:4px;max-width:110ch}
.finding details{margin-top:8px}
summary{cursor:pointer;color:var(--accent)}
.evidence{border:1px solid var(--line);border-radius:6px;margin-top:8px;overflow-x:auto}
.evidence .remark{margin:8px 16px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));gap:12px;margin-bottom:12px}
.charts figure{margin:0;padding:0;overflow:hidden}
svg{display:block;width:100%;height:auto;font-family:inherit}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));gap:12px;margin-bottom:12px}
.pair .card{margin:0;min-width:0}
footer{color:var(--secondary);font-size:11px;margin-top:16px}
@media screen and (max-width:900px){.halves{grid-template-columns:1fr}}
@media screen{details:not([open])+.evidence{display:none}.checks{min-width:760px}}
@media print{
@page{size:A4;margin:14mm 12mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt}}
body{font-size:8.5pt;background:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0 1px}
.card{padding:10px 12px}
.scroll{overflow:visible;margin:0 -12px}
.evidence{overflow:visible}
th,td{padding:3px 5px}
th:first-child,td:first-child{padding-left:12px}
th:last-child,td:last-child{padding-right:12px}
thead{display:table-header-group}
tr,figure,.tile,.verdict,.notice,.finding .title{break-inside:avoid}
h2,h3,.finding .title,details{break-after:avoid}
.wide{font-size:7pt}
.tiles{grid-template-columns:repeat(6,1fr);gap:6px}
.tile dd{font-size:12pt}
.charts{display:block}
.charts figure{margin-bottom:8px}
.pair{display:block}
.pair .card{margin-bottom:12px}
summary{list-style:none;color:var(--secondary)}
}
)";

} // namespace

QByteArray htmlStyle()
{
    return ":root{color-scheme:light dark;" + cssVariables(lightTokens)
        + "}\n@media screen and (prefers-color-scheme:dark){:root{" + cssVariables(darkTokens) + "}}\n" + rules;
}

} // namespace doorbuster
