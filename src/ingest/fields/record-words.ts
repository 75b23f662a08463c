import { names } from "./names.js";

/** The stages of a customer's way, as people write them. */
export const STAGE_CHOICES: Readonly<Record<string, readonly string[]>> = {
  pre_sales:
    names(`pre sales, pre sale, presales, presale, before sale, before the sale, prospecting, lead, inquiry, enquiry,
    Vorverkauf, vor dem Kauf, Anfrage, avant vente, avant la vente, preventa, antes de la venta, 售前, 售前阶段`),
  on_sale:
    names(`on sale, sale, sales, during sale, in sales, negotiation, quote, quotation, order, contract, Verkauf, Vertrieb,
    Kauf, vente, pendant la vente, venta, durante la venta, 售中, 售中阶段, 销售中`),
  after_sales:
    names(`after sales, after sale, aftersales, post sale, post sales, postsale, service, support, Nachverkauf,
    Kundendienst, nach dem Kauf, après vente, après la vente, posventa, postventa, 售后, 售后阶段, 售后服务`),
};

/** Yes and no in the five languages. */
export const YES = names(
  "yes, y, true, t, 1, x, ja, j, wahr, oui, o, vrai, sí, si, s, verdadero, 是, 有, 已, 已转化, √, ✓",
);
export const NO = names("no, n, false, f, 0, nein, falsch, non, faux, falso, 否, 无, 没有, 未, 未转化");

/** Headers of the fields that name the customer whom a record is about. */
export const CUSTOMER_ID_HEADERS = {
  en: names(`Customer ID, Customer Number, Customer No, Customer Code, Client ID, Client Number, Account ID, Account Number,
    Member ID, User ID, Contact ID, Cust ID, CustomerId`),
  de: names("Kundennummer, Kunden-Nr., Kunden-ID, Kd.-Nr., Kundennr, Debitor, Debitorennummer"),
  fr: names("N° client, Numéro client, Code client, ID client, Identifiant client"),
  es: names("N.º de cliente, Número de cliente, Código de cliente, ID de cliente, ID cliente"),
  zh: names("客户编号, 客户ID, 客户编码, 客户号, 会员编号, 会员号, 会员ID, 会员卡号, 用户ID, 用户编号"),
};
export const CUSTOMER_NAME_HEADERS = {
  en: names(`Customer Name, Client Name, Account Name, Company, Company Name, Organisation, Organization, Member Name,
    Customer, Client, Account`),
  de: names("Kundenname, Kunde, Firma, Firmenname"),
  fr: names("Nom du client, Nom client, Client, Société, Entreprise"),
  es: names("Nombre del cliente, Nombre cliente, Cliente, Empresa, Razón social"),
  zh: names("客户名称, 客户姓名, 客户, 会员姓名, 会员, 公司名称, 公司, 企业名称"),
};
export const EMAIL_HEADERS = {
  en: names("Email, E-mail, Email Address, Customer Email, Respondent Email, Recipient Email, Username"),
  de: names("E-Mail-Adresse, Mail, E-Mail"),
  fr: names("Adresse e-mail, Courriel, Adresse email"),
  es: names("Correo electrónico, Correo, Dirección de correo electrónico"),
  zh: names("邮箱, 电子邮箱, 电子邮件, 邮箱地址"),
};
export const PHONE_HEADERS = {
  en: names("Phone, Telephone, Mobile, Phone Number, Mobile Phone, Customer Phone, Cell, Tel"),
  de: names("Telefon, Telefonnummer, Handy, Mobil, Rufnummer"),
  fr: names("Téléphone, Portable, Mobile, Tél"),
  es: names("Teléfono, Móvil, Celular, Tel."),
  zh: names("电话, 手机, 手机号, 手机号码, 联系电话, 电话号码"),
};
