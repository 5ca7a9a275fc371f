/* check_prose.c - the figures of the prose against those of the tables: what is told, and what is not. */
#include "edited.h"

#include "utf8.h"

static const char SEED[] = "samples/laiyuan-2024.json";
static const char COUNTY[] = "samples/yunling-2024.json";
static const char HEAD[] = "{\"heading\": \"（二）依申请公开\"},";

/* said - what is found with this paragraph in the county's report, whose table three says: new 1617 (natural
 * 1286, bodies 331), carried in 52, finished 1622, carried out 47; table four: reviews 60, suits 23 and 15;
 * table two: papers made 12, repealed 7, valid 86. */
static const char *said(const char *paragraph)
{
    char *with_paragraph = g_strdup_printf("%s\n        \"%s\",", HEAD, paragraph);
    const char *found = edited_found(COUNTY, "TXT YEAR FEE", HEAD, with_paragraph, NULL);
    g_free(with_paragraph);
    return found;
}

static void says_nothing(const char *const *paragraph, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *found = said(paragraph[i]);
        if (*found)
            T_STR(paragraph[i], found);
    }
}

#define NOTHING(list) says_nothing(list, G_N_ELEMENTS(list))
#define AT            "soft /sections/0/body/8 "
#define HINT          "info /sections/0/body/8 "

static void test_right(void)
{
    T_CASE("TXT the samples' own prose agrees with their tables");
    T_STR(edited_found(SEED, "TXT YEAR FEE", NULL), "");
    T_STR(edited_found(COUNTY, "TXT YEAR FEE", NULL), "");

    T_CASE("TXT figures that are those of the tables, in the words of other reports");
    static const char *const right[] = {
        "2024年，全县共收到政府信息公开申请1617件，上年结转52件，共办结1622件，结转下年度办理47件。",
        "2024年，共收到依申请公开1669件（其中上年结转52件），办理答复1622件，结转下年47件。",
        "全年收到申请1,617件，办结1,622件。",
        "全年共收到申请１６１７件。",
        "全年共收到政府信息公开申请 1617 件，结转上年度 52 件。",
        "办理依申请公开1669件（含上年结转52件）。",
        "处理政府信息公开申请1622件。",
        ("2024年，全县行政机关新收政府信息公开申请1617件（自然人1286件，法人或其他组织331件），"
         "结转上年度申请52件。"),
        "自然人申请1327件，占79.5%，法人或其他组织申请342件。",
        "予以公开和部分公开831件，占51.2%。",
        "收到政府信息公开申请1617件，其中予以公开678件（41.80%）、部分公开153件（9.43%）。",
        "其他处理62件，其中申请人无正当理由逾期不补正20件。",
        "结转2025年继续办理47件。",
        "结转至下一年度47件。",
        "因政府信息公开引发的行政复议60件，行政诉讼38件。",
        "发生政府信息公开行政复议60件、行政诉讼38件，行政机关负责人出庭应诉12件。",
        "因政府信息公开被申请行政复议、提起行政诉讼案件98件。",
        "行政诉讼38件（未经复议直接起诉23件，复议后起诉15件）。",
        "制发行政规范性文件12件，废止7件，现行有效86件。",
        "规章0件，行政规范性文件12件。",
        "全年公开规范性文件86件。",
        "今年共收到政府信息公开申请1617件，去年结转52件。",
        "上年结转自然人41件、法人或其他组织11件。",
        "受理并答复政府信息公开申请1622件。",
        "“予以公开”“部分公开”合计831件。",
        "2023年结转52件，今年以来新收1617件，办理结果合计1622件。",
        "2023年度结转至2024年度52件，信息公开申请总量为1669件。",
        "未办结的47件申请结转至2025年办理。",
        "全年共有60件政府信息公开行政复议案件、38件行政诉讼案件。",
    };
    NOTHING(right);
}

static void test_wrong(void)
{
    static const struct {
        const char *text, *want;
    } wrong[] = {
        {"全年新收政府信息公开申请1600件。",
         "TXT " AT "新收政府信息公开申请1600件: “新收政府信息公开申请1600件”, in the table: 新收·总计 1617"},
        {"收到依申请公开事项9件。",
         "TXT " AT
         "收到依申请公开事项9件: “收到依申请公开事项9件”, in the table: 新收·总计 1617; or 新收·总计 1617 + "
         "结转·总计 52 = 1669"},
        {"共收办政府信息公开申请1670件。",
         "TXT " AT "收办政府信息公开申请1670件: “收办政府信息公开申请1670件”, in the "
         "table: 新收·总计 1617 + 结转·总计 52 = 1669"},
        {"收到公民、法人和其他组织提出的政府信息公开申请1600件。",
         "TXT " AT "收到公民、法人和其他组织提出的政府信息公开申请1600件: "
         "“收到公民、法人和其他组织提出的政府信息公开申请1600件”, in the table: 新收·总计 1617; or 新收·总计 "
         "1617 + "
         "结转·总计 52 = 1669"},
        {"政府信息公开申请新收1600件。",
         "TXT " AT "申请新收1600件: “申请新收1600件”, in the table: 新收·总计 1617"},
        {"收到政府信息公开申请1617件（其中网络申请1200件、信函申请417件），办结1600件。",
         "TXT " AT "办结1600件: “办结1600件”, in the table: 办结·总计 1622"},
        {"制发行政规范性文件12件（县政府办公室5件、部门7件），废止8件。",
         "TXT " AT "废止8件: “废止8件”, in the table: 行政规范性文件·废止 7"},
        {"今年以来，全县共收到政府信息公开申请1600件。",
         "TXT " AT
         "收到政府信息公开申请1600件: “收到政府信息公开申请1600件”, in the table: 新收·总计 1617; or "
         "新收·总计 1617 + 结转·总计 52 = 1669"},
        {"政府信息公开申请总量为1600件。",
         "TXT " AT
         "公开申请总量为1600件: “公开申请总量为1600件”, in the table: 新收·总计 1617; or 新收·总计 1617 + "
         "结转·总计 52 = 1669"},
        {"2023年结转53件，2024年新收1600件，办理结果总计1621件。",
         "TXT " AT "2023年结转53件: “2023年结转53件”, in the table: 结转·总计 52\n"
         "TXT " AT "新收1600件: “新收1600件”, in the table: 新收·总计 1617\n"
         "TXT " AT "办理结果总计1621件: “办理结果总计1621件”, in the table: 办结·总计 1622"},
        {"依申请公开共收到1600件。",
         "TXT " AT "依申请公开共收到1600件: “依申请公开共收到1600件”, in the table: 新收·总计 1617; or "
         "新收·总计 1617 + 结转·总计 52 = 1669"},
        {"受理并答复政府信息公开申请1600件。",
         "TXT " AT "受理并答复政府信息公开申请1600件: “受理并答复政府信息公开申请1600件”, in the table: "
         "办结·总计 1622; or 新收·总计 1617 + 结转·总计 52 = 1669; or 新收·总计 1617"},
        {"全年有61件政府信息公开行政复议案件、39件行政诉讼案件。",
         "TXT " AT
         "61件政府信息公开行政复议案件: “61件政府信息公开行政复议案件”, in the table: 总计（行政复议） 60\n"
         "TXT " AT "39件行政诉讼案件: “39件行政诉讼案件”, in the table: 总计（未经复议直接起诉） 23 "
         "+ 总计（复议后起诉） 15 = 38"},
        {"上年结转53件。", "TXT " AT "上年结转53件: “上年结转53件”, in the table: 结转·总计 52"},
        {"自然人申请1285件，法人或其他组织申请332件。",
         "TXT " AT
         "自然人申请1285件: “自然人申请1285件”, in the table: 新收·自然人 1286; or 新收·自然人 1286 + "
         "结转·自然人 41 = 1327\n"
         "TXT " AT
         "法人或其他组织申请332件: “法人或其他组织申请332件”, in the table: 新收·法人或其他组织 331; or "
         "新收·法人或其他组织 331 + 结转·法人或其他组织 11 = 342"},
        {"全年答复政府信息公开申请1617件。",
         "TXT " AT "答复政府信息公开申请1617件: “答复政府信息公开申请1617件”, in the "
         "table: 办结·总计 1622"},
        {"全年共办理政府信息公开申请1600件。",
         "TXT " AT "办理政府信息公开申请1600件: “办理政府信息公开申请1600件”, in the table: 办结·总计 1622; "
         "or 新收·总计 "
         "1617 + 结转·总计 52 = 1669; or 新收·总计 1617"},
        {"予以公开677件。", "TXT " AT "予以公开677件: “予以公开677件”, in the table: 予以公开·总计 678"},
        {"予以公开及部分公开832件。",
         "TXT " AT "予以公开及部分公开832件: “予以公开及部分公开832件”, in the table: "
         "予以公开·总计 678 + 部分公开·总计 153 = 831"},
        {"部分公开154件。", "TXT " AT "部分公开154件: “部分公开154件”, in the table: 部分公开·总计 153"},
        {"不予公开236件。", "TXT " AT "不予公开236件: “不予公开236件”, in the table: 不予公开·总计 235"},
        {"无法提供356件。", "TXT " AT "无法提供356件: “无法提供356件”, in the table: 无法提供·总计 355"},
        {"不予处理140件。", "TXT " AT "不予处理140件: “不予处理140件”, in the table: 不予处理·总计 139"},
        {"其他处理63件。", "TXT " AT "其他处理63件: “其他处理63件”, in the table: 其他处理·总计 62"},
        {"结转2025年继续办理48件。",
         "TXT " AT "结转2025年继续办理48件: “结转2025年继续办理48件”, in the table: 转下年·总计 47"},
        {"政府信息公开行政复议61件。",
         "TXT " AT "行政复议61件: “行政复议61件”, in the table: 总计（行政复议） 60"},
        {"政府信息公开行政诉讼39件。",
         "TXT " AT "行政诉讼39件: “行政诉讼39件”, in the table: 总计（未经复议直接起诉） 23 "
         "+ 总计（复议后起诉） 15 = 38"},
        {"政府信息公开未经复议直接起诉24件，复议后起诉16件。",
         "TXT " AT "未经复议直接起诉24件: “未经复议直接起诉24件”, in the table: 总计（未经复议直接起诉） 23\n"
         "TXT " AT "复议后起诉16件: “复议后起诉16件”, in the table: 总计（复议后起诉） 15"},
        {"政府信息公开行政复议、行政诉讼案件99件。",
         "TXT " AT
         "行政复议、行政诉讼案件99件: “行政复议、行政诉讼案件99件”, in the table: 总计（行政复议） 60 + "
         "总计（未经复议直接起诉） 23 + 总计（复议后起诉） 15 = 98"},
        {"制发行政规范性文件13件，废止8件，现行有效87件。",
         "TXT " AT "制发行政规范性文件13件: “制发行政规范性文件13件”, in the table: 行政规范性文件·制发 12\n"
         "TXT " AT "废止8件: “废止8件”, in the table: 行政规范性文件·废止 7\n"
         "TXT " AT "现行有效87件: “现行有效87件”, in the table: 行政规范性文件·现行有效 86"},
        {"公开规范性文件13件。", "TXT " AT "公开规范性文件13件: “公开规范性文件13件”, in the table: "
                                 "行政规范性文件·制发 12; or 行政规范性文件·现行有效 86"},
        {"规章1件。", "TXT " AT "规章1件: “规章1件”, in the table: 规章·制发 0; or 规章·现行有效 0"},
    };
    T_CASE("TXT each phrase: a figure that is none of those it may be, with the words and all candidates");
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        T_STR(said(wrong[i].text), wrong[i].want);

    T_CASE("TXT that there was none, beside a table with figures");
    T_STR(said("今年我县未收到公民、法人和其他组织提出的政府信息公开申请。"),
          "TXT " AT "未收到公民、法人和其他组织提出的政府信息公开申请: "
          "“未收到公民、法人和其他组织提出的政府信息公开申请”, in the table: 新收·总计 1617");
    T_STR(said("没有收到依申请公开事项"),
          "TXT " AT "没有收到依申请公开事项: “没有收到依申请公开事项”, in the table: 新收·总计 1617");
    T_STR(said("未发生因政府信息公开引起的行政复议、行政诉讼。"),
          "TXT " AT
          "未发生因政府信息公开引起的行政复议、行政诉讼: “未发生因政府信息公开引起的行政复议、行政诉讼”, "
          "in the table: 总计（行政复议） 60 + 总计（未经复议直接起诉） 23 + 总计（复议后起诉） 15 = 98");
    T_STR(said("未发生政府信息公开行政复议；未产生政府信息公开行政诉讼案件。"),
          "TXT " AT
          "未发生政府信息公开行政复议: “未发生政府信息公开行政复议”, in the table: 总计（行政复议） 60\n"
          "TXT " AT "未产生政府信息公开行政诉讼案件: “未产生政府信息公开行政诉讼案件”, in the table: "
          "总计（未经复议直接起诉） 23 + 总计（复议后起诉） 15 = 38");
    static const char *const of_some[] = {
        "12个部门未收到政府信息公开申请。",
        "其余单位未收到政府信息公开申请。",
        "局属学校未收到政府信息公开申请，国庆期间未收到政府信息公开申请。",
        "未收到政府信息公开申请的，实行零报告。",
        "如未收到政府信息公开申请，实行零报告。",
        "12月未收到政府信息公开申请，未收到重复申请。",
        "县政府办公室未收到政府信息公开申请。",
        "去年未收到政府信息公开申请。",
        "未发生因政府信息公开引起的行政诉讼败诉案件。",
    };
    NOTHING(of_some);
    T_STR(edited_found(SEED, "TXT", "2024年，接到依申请公开事项8项",
                       "2024年，行政诉讼：未发生政府信息公开行政诉讼", NULL),
          "");

    T_CASE("TXT the seed report: 8 applications, and one review");
    T_STR(edited_found(SEED, "TXT", "依申请公开事项8项", "依申请公开事项9项", NULL),
          "TXT soft /sections/0/body/4 接到依申请公开事项9项: “接到依申请公开事项9项”, in the table: "
          "新收·总计 8; or "
          "新收·总计 8 + 结转·总计 0 = 8");
    T_STR(edited_found(SEED, "TXT", "行政复议申请1起", "行政复议申请2起", NULL),
          "TXT soft /sections/0/body/5 行政复议申请2起: “行政复议申请2起”, in the table: 总计（行政复议） 1");

    T_CASE("TXT the one row 其他处理 of 2019");
    T_STR(edited_found(SEED, "TXT", "依申请公开事项8项", "依申请公开事项8项，其他处理0项", NULL), "");
    T_STR(edited_found(SEED, "TXT", "依申请公开事项8项", "依申请公开事项8项，其他处理3项", NULL),
          "TXT soft /sections/0/body/4 其他处理3项: “其他处理3项”, in the table: 其他处理·总计 0");
}

static void test_traps(void)
{
    T_CASE("TXT figures of other years, of part of the year, of many years");
    static const char *const years[] = {
        "全年新收到政府信息公开申请1617件，同比增长12.3%，增加177件。",
        "2024年全县共受理政府信息公开申请1617件，较2023年减少35件。2023年受理1652件。",
        "全年收到政府信息公开申请1617件，比2023年的1520件增加97件。",
        "与2023年相比，收到政府信息公开申请减少35件。",
        "截至2024年底，累计收到政府信息公开申请9800件，自2008年以来共收到9800件。",
        "2008年以来，累计收到政府信息公开申请9800件。",
        "2022年以来共办结申请4800件，其中2023年收到申请1652件。",
        "第四季度收到申请312件。",
        "上半年收到政府信息公开申请700件，下半年收到917件。",
        "月均收到政府信息公开申请135件。",
        "每年收到申请1500件，当月收到申请105件。",
        "2023年、2024年分别收到政府信息公开申请1505件、1617件。",
        "上年收到政府信息公开申请1652件。",
        "2022年受理政府信息公开申请1580件。",
    };
    NOTHING(years);

    T_CASE("TXT figures of one office beside tables of the whole area");
    static const char *const offices[] = {
        "县政府办公室全年收到政府信息公开申请96件，全部按期答复。",
        "县政府办公室收到申请96件，全县共收到政府信息公开申请1617件。",
        "各部门、各乡镇共收到政府信息公开申请1617件，均已办结。",
        "2024年，我县共收到依申请公开件1617件，其中，县政府本级收到12件；办结1622件，结转47件。",
        "县公安局、县自然资源局等8个部门收到政府信息公开申请1100件。",
        "乡镇收到申请120件。",
        "征地类申请总量611件。",
        "城关镇收到政府信息公开申请96件，云溪乡收到58件。",
    };
    NOTHING(offices);
    T_TRUE(*said("县政府办公室收到96件，全县共收到政府信息公开申请1600件。"));
    T_TRUE(*said("各乡镇共收到政府信息公开申请1600件。"));
    T_TRUE(*said("全县行政机关共收到政府信息公开申请1600件。"));

    T_CASE("TXT what else is received, handled and answered");
    static const char *const others[] = {
        "受理行政许可申请11398889件，办结11398889件。",
        "办理人大代表建议94件、政协提案137件，办结率100%。",
        "全年办理“县长信箱”2074件，答复2074件。",
        "收到申请8件次，电话咨询30件。",
        "未收到政府信息公开申请的单位12个。",
        "收到补正后的申请35件。",
        "抽查依申请公开答复文书120件。",
        "印发文件86件，其中主动公开45件、依申请公开23件、不予公开18件。",
        "对文件标注公开属性：予以公开56件，不予公开12件。",
        "累计公开规范性文件412件。",
        "新增依申请公开受理点12个。",
        "对申请公开的1617件信息逐一办理。",
        "全年公开政府信息1617条。",
        "完善信息公开规章制度15项。",
        "梳理规范性文件98件，以县政府名义印发规范性文件5件，集中公开规范性文件200件。",
        "全年公开规范性文件12件，备案审查规范性文件30件。",
        "按照《关于收到政府信息公开申请1件的规定》办理。",
    };
    NOTHING(others);

    T_CASE("TXT parts of a figure: by way, by reason, behind 其中");
    static const char *const parts[] = {
        "通过网络收到政府信息公开申请1200件，信函申请417件。",
        "通过依申请公开系统收到申请1103件。",
        "当场答复12件，20个工作日内答复1563件，延长期限后答复47件。",
        "其中，网上申请1200件，当面申请300件，信函申请117件。",
        "其中属于国家秘密不予公开2件，保护第三方合法权益不予公开47件。",
        "因本机关不掌握相关信息无法提供242件。",
        "不予处理139件，其中信访举报投诉类申请81件、重复申请29件。",
        "1617件申请中，公开类答复831件，不予公开235件（其中涉及第三方权益47件）。",
        "延期答复政府信息公开申请35件，书面答复100件。",
        "收到政府信息公开申请1617件，其中当面收到申请300件。",
    };
    NOTHING(parts);

    T_CASE("TXT lists whose figure is that of all");
    static const char *const lists[] = {
        "作出予以公开、部分公开、不予公开等答复1622件。",
        "不予公开、无法提供590件。",
        "不予公开和无法提供590件。",
        "公民、法人和其他组织申请1617件。",
        "2024年收到公民、法人和其他组织提出的政府信息公开申请1617件。",
        "公民、法人或者其他组织政府信息公开申请1617件。",
        "全年公开规章、规范性文件12件。",
        "2024年全县印发规章、规范性文件15件。",
    };
    NOTHING(lists);

    T_CASE("TXT cases: their outcomes, and those that are not about disclosure");
    static const char *const cases[] = {
        "全年办理行政复议案件132件，行政诉讼案件25件。",
        "全县共办理行政复议案件132件，其中涉及政府信息公开60件。",
        "政府信息公开类行政复议案件60件，其中维持38件，纠正6件。",
        "政府信息公开行政复议纠正6件，行政诉讼一审案件20件。",
        "行政复议后提起行政诉讼15件，一审行政诉讼案件20件。",
        "行政复议纠错率10%，行政诉讼败诉率5%。",
    };
    NOTHING(cases);

    T_CASE("TXT figures that are not exact, and words of the next clause");
    static const char *const about[] = {
        "全年收到申请约1600件，办结1600余件。",
        "全年收到申请1.6千件，受理申请近1600件，办结申请1600件以上。",
        "全年收到政府信息公开申请1617件，已全部办结。",
        "按规定受理政府信息公开申请，主动公开1200件。",
        "依法受理、答复，公开目录35件。",
        "收到申请后，县政府公报刊登12件。",
    };
    NOTHING(about);

    T_CASE("TXT a blank total stands for nothing");
    T_STR(edited_found(
              SEED, "TXT", "依申请公开事项8项", "依申请公开事项9项",
              "\"new\": {\"natural\": 6, \"bodies\": {\"business\": 0, \"research\": 0, \"welfare\": 0, "
              "\"legal\": 2, \"other\": 0}, \"total\": 8}",
              "\"new\": {\"natural\": 6, \"bodies\": {\"business\": 0, \"research\": 0, \"welfare\": 0, "
              "\"legal\": 2, \"other\": 0}, \"total\": null}",
              NULL),
          "");

    T_CASE("TXT an office's own report is not that of one office among many");
    T_TRUE(*edited_found(COUNTY, "TXT", "\"authority\": \"云岭县\"", "\"authority\": \"云岭县教育局\"", HEAD,
                         "{\"heading\": \"（二）依申请公开\"}, "
                         "\"县公安局收到政府信息公开申请8件，县政府办公室收到申请9件。\",",
                         NULL) != '\0');
    T_TRUE(strstr(edited_found(
                      COUNTY, "TXT", "\"authority\": \"云岭县\"", "\"authority\": \"云岭县教育局\"", HEAD,
                      "{\"heading\": \"（二）依申请公开\"}, \"县教育局收到政府信息公开申请8件。\",", NULL),
                  "收到政府信息公开申请8件") != NULL);
}

static void test_sums(void)
{
    T_CASE("TXT-SUM all parts in brackets");
    T_STR(edited_found(SEED, "TXT", "国办约稿类61篇", "国办约稿类60篇", NULL),
          "TXT-SUM info /sections/0/body/2 224余篇（短篇要情类117篇，长篇调研类46篇，国办约稿类60篇）: "
          "“224余篇（短篇要情类117篇，"
          "长篇调研类46篇，国办约稿类60篇）”: 117 + 46 + 60 = 223, not 224 (difference 1)");
    T_STR(edited_found(SEED, "TXT", "国办约稿类61篇", "国办约稿类62篇", NULL), ""); /* 余: 224 or more */
    T_STR(edited_found(SEED, "TXT", "224余篇", "224篇", NULL), "");
    T_STR(edited_found(SEED, "TXT", "224余篇", "225篇", NULL),
          "TXT-SUM info /sections/0/body/2 225篇（短篇要情类117篇，长篇调研类46篇，国办约稿类61篇）: "
          "“225篇（短篇要情类117篇，"
          "长篇调研类46篇，国办约稿类61篇）”: 117 + 46 + 61 = 224, not 225 (difference 1)");

    T_CASE("TXT-SUM a list behind 其中 may be less than the whole, not more");
    T_STR(edited_found(COUNTY, "TXT", "视频21篇", "视频22篇", NULL),
          "TXT-SUM info /sections/0/body/6/text 143篇，其中图解58篇、视频22篇、负责人访谈64篇: "
          "“143篇，其中图解58篇、视频22篇、负责人访谈64篇”: 58 + 22 + 64 = 144, not 143 (difference 1)");
    T_STR(edited_found(COUNTY, "TXT", "视频21篇", "视频20篇", NULL), "");

    T_CASE("TXT-SUM brackets and lists that are no parts");
    static const char *const none[] = {
        "发布解读材料143篇（含图解58篇、视频21篇）。",
        "发布解读材料143篇（图解58篇、视频21条）。",
        "发布解读材料143篇，比上年减少8篇，其中图解58篇、视频21篇。",
        "发布解读材料143篇（比上年增加12篇，增长9篇）。",
        "发布解读材料143篇（图解58篇）。",
        "发布解读材料143篇（图解58篇、视频约21篇）。",
        "收到政府信息公开申请1617件，其中当面申请300件、网络申请1200件、办结1622件。",
        "报送信息224余篇（要情类117篇，调研类46篇，约稿类61篇）。",
    };
    NOTHING(none);
}

static void test_shares(void)
{
    T_CASE("TXT-PCT a share of all results, rounded or cut to the digits printed");
    static const char *const right[] = {"不予公开235件，占14.5%。",  "不予公开235件，占14.4%。",
                                        "不予公开235件（14.48%）。", "不予公开235件，占办结总数的14.488%。",
                                        "不予公开235件，占14%。",    "自然人申请1286件，占79.5%。"};
    NOTHING(right);
    T_STR(said("不予公开235件，占14.6%。"),
          "TXT-PCT " HINT "不予公开235件，占14.6%: “不予公开235件，占14.6%”: 235 is 14.5% "
          "of 办结·总计 1622");
    T_STR(said("予以公开678件，占41.9%。"),
          "TXT-PCT " HINT "予以公开678件，占41.9%: “予以公开678件，占41.9%”: 678 is 41.8% "
          "of 办结·总计 1622");
    T_STR(said("予以公开678件（占15%）。"),
          "TXT-PCT " HINT "予以公开678件（占15%: “予以公开678件（占15%”: 678 is 42% of 办结·总计 1622");

    T_CASE("TXT-PCT a share of what was received, where it says so");
    T_STR(said("予以公开678件，占收到申请的41.9%。"), "");
    T_TRUE(g_str_has_prefix(said("予以公开678件，占收到申请的42.9%。"), "TXT-PCT info"));

    T_TRUE(g_str_has_prefix(said("予以公开678件，占2024年度受理申请总数的42.9%。"), "TXT-PCT info"));
    T_TRUE(g_str_has_prefix(said("予以公开678件，占总数的42.9%。"), "TXT-PCT info"));
    T_TRUE(g_str_has_prefix(said("予以公开678件，占比达42.9%。"), "TXT-PCT info"));

    T_CASE("TXT-PCT percentages that are no share");
    static const char *const none[] = {
        "予以公开678件，同比增长41.9%。",      "予以公开678件，满意率99%。",
        "予以公开678件，占比较大。",           "予以公开678件，占公开类答复的81.6%。",
        "部分公开153件，占公开类的18.4%。",    "不予公开235件，占比同比下降2.1%。",
        "予以公开678件，占公开类申请的81.6%。"};
    NOTHING(none);
}

static void test_years(void)
{
    T_CASE("YEAR a sentence that tells of the year before");
    T_STR(edited_found(SEED, "YEAR", "能力。2024年，接到", "能力。2023年，接到", NULL),
          "YEAR soft /sections/0/body/4 2023年，接到依申请公开事项8项: “2023年，接到依申请公开事项8项” "
          "tells of 2023, "
          "the report is for 2024");
    T_STR(said("2023年，全县主动公开政府信息40000条。"),
          "YEAR " AT "2023年，全县主动公开政府信息40000条: “2023年，全县主动公开政府信息40000条” tells of "
          "2023, the report "
          "is for 2024");

    T_CASE("YEAR comparisons, what lasts, and names are no such sentence");
    static const char *const none[] = {
        "2024年收到政府信息公开申请1617件。2023年收到1652件。",
        "2023年收到申请1652件，2024年收到政府信息公开申请1617件。",
        "2023年收到申请1652件，同比增长3%。",
        "2023年以来，全县主动公开政府信息88000条。",
        "2023年底公开的文件目录已更新。",
        "2023年发布的规范性文件5件继续有效。",
        "2023年，全县被评为政务公开先进县。",
        "按照2023年收到的意见改进。",
    };
    NOTHING(none);

    T_CASE("YEAR the period of another year");
    T_STR(edited_found(COUNTY, "YEAR", "2024年1月1日至12月31日", "2023年1月1日至12月31日", NULL),
          "YEAR soft /preamble/0 2023年1月1日至: “2023年1月1日至”: a report for 2024 tells of the year from "
          "1 January 2024");

    T_CASE("YEAR the title of another year");
    T_STR(edited_found(COUNTY, "YEAR", "云岭县2024年政府信息公开工作年度报告",
                       "云岭县2023年政府信息公开工作年度报告", NULL),
          "YEAR soft /title 2023年: the title says 2023, the report is for 2024");
    T_STR(edited_found(COUNTY, "YEAR", "\"云岭县2024年政府信息公开工作年度报告\"",
                       "[\"云岭县\", \"2023年度政府信息公开工作年度报告\"]", NULL),
          "YEAR soft /title/1 2023年: the title says 2023, the report is for 2024");
    T_STR(edited_found(COUNTY, "YEAR", "云岭县2024年政府信息公开工作年度报告",
                       "云岭县政府信息公开工作年度报告", NULL),
          "");
}

static void test_fee(void)
{
    static const char SIX[] = "2024年我县各单位未收取信息处理费。";
    static const char FIVE[] = "2024年，接到依申请公开事项8项";
    T_CASE("FEE charged elsewhere, and not told in section six");
    T_STR(edited_found(SEED, "FEE", SIX, "无其他事项。", FIVE,
                       "2024年，收取信息处理费380元，接到依申请公开事项8项", NULL),
          "FEE soft /sections/5: the report tells of a fee for processing information, this section does not"
          "");
    T_STR(edited_found(SEED, "FEE", FIVE, "2024年，收取信息处理费380元，接到依申请公开事项8项", NULL),
          "FEE soft /sections/5: the report tells of a fee for processing information, this section does not"
          "");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年收取信息处理费380元。", FIVE,
                       "2024年，收取信息处理费380元，接到依申请公开事项8项", NULL),
          "");
    T_STR(edited_found(SEED, "FEE", FIVE, "2023年，收取信息处理费380元。2024年，接到依申请公开事项8项", NULL),
          "");

    T_CASE("FEE told and denied in section six");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年我县各单位未收取信息处理费。县直各单位收取信息处理费380元。",
                       NULL),
          "FEE soft /sections/5: a fee for processing information stands here, and also that there was none");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年收取信息处理费0元，未收取信息处理费。", NULL), "");

    T_CASE("FEE is told in 元");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年收取信息处理费0.038万元。", NULL),
          "FEE soft /sections/5/body/0 信息处理费0.038万元: the fee for processing information should be "
          "given in 元");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年收取信息处理费380.50元。", NULL), "");

    T_CASE("FEE is not the fee of table two");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年收取信息处理费14394967元。", NULL),
          "FEE soft /sections/5/body/0 信息处理费14394967元: this is the fee of table two; the fee for "
          "processing "
          "information is another");
    T_STR(edited_found(SEED, "FEE", SIX, "2024年收取信息处理费14394968元。", NULL), "");

    T_CASE("FEE in the words of its rules (国办函〔2020〕109号) and of offices");
    static const char *const named[] = {
        "全年发出收费通知0件，总金额0元，实际收取的总金额0元。",
        "本年度未产生政府信息公开处理费。",
        "依申请公开未收取任何费用。",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(named); i++)
        T_STR(edited_found(
                  SEED, "FEE",
                  "认真贯彻执行国务院办公厅《政府信息公开信息处理费管理办法》和《关于政府信息公开处理费管"
                  "理有关事项的通知》。2024年我县各单位未收取信息处理费。",
                  named[i], NULL),
              "");

    T_CASE("FEE a hint where section six does not name it, since 2021");
    T_STR(edited_found(
              SEED, "FEE",
              "\"认真贯彻执行国务院办公厅《政府信息公开信息处理费管理办法》和《关于政府信息公开处理费管理有"
              "关事项的通知》。2024年我县各单位未收取信息处理费。\"",
              "\"无\"", NULL),
          "FEE info /sections/5: this section does not say what was charged for processing information");
    T_STR(edited_found(
              SEED, "FEE",
              "\"认真贯彻执行国务院办公厅《政府信息公开信息处理费管理办法》和《关于政府信息公开处理费管理有"
              "关事项的通知》。2024年我县各单位未收取信息处理费。\"",
              "\"无\"", "\"year\": 2024", "\"year\": 2020", NULL),
          "");
}

/* The finding points at the very words, also in a run-in text and behind escapes; it has values and cells. */
static void test_finding(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    char *json = NULL;
    T_CASE("TXT the finding has line and column of the words, both values, difference and cells");
    if (T_TRUE(g_file_get_contents(COUNTY, &json, NULL, NULL))) {
        GString *text = g_string_new(json);
        T_INT(g_string_replace(text, "\"text\": \"予以公开678件",
                               "\"text\": \"\\u201c一\\\"\\u201d，予以公开679件", 0),
              1);
        struct report *r = report_load("t.json", text->str, text->len, forms, a, d, &e);
        if (T_TRUE(r != NULL))
            check_report(r, &with, d);
        const struct finding *f = NULL;
        for (size_t i = 0; i < diag_size(d); i++)
            if (strcmp(diag_get(d, i)->id, "TXT") == 0)
                f = diag_get(d, i);
        if (T_TRUE(f != NULL)) {
            const char *line = text->str;
            for (int n = 1; n < f->line; n++)
                line = strchr(line, '\n') + 1;
            T_TRUE(g_str_has_prefix(g_utf8_offset_to_pointer(line, f->column - 1), "予以公开679件"));
            T_TRUE(g_str_has_suffix(f->pointer, "/text"));
            T_STR(f->table, "表三");
            T_STR(f->left, "679");
            T_STR(f->right, "678");
            T_STR(f->diff, "1");
            T_INT(f->ncell, 1);
            T_STR(f->cell[0], "/sections/2/body/0/values/granted/total");
            char *key = diag_key(f);
            T_TRUE(g_str_has_suffix(key, "/text 予以公开679件 679 678"));
            g_free(key);
        }
        g_string_free(text, TRUE);
    }
    g_free(json);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
}

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    with.editions = forms ? editions_load("layouts/editions", forms, a, d, &e) : NULL;
    with.prose = with.editions ? prose_load("layouts/prose.yaml", forms, a, d, &e) : NULL;
    T_CASE("prose: the words load without a finding");
    T_INT(diag_size(d), 0);
    if (T_TRUE(with.prose != NULL)) {
        test_right();
        test_wrong();
        test_traps();
        test_sums();
        test_shares();
        test_years();
        test_fee();
        test_finding();
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
