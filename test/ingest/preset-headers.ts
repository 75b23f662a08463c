/**
 * The header line of each system's export, as the system writes it (spelling, case, trailing spaces kept). Facts about the
 * exports; the source of each is in the notes that the presets were written from.
 */
const commas = (text: string): readonly string[] => text.split(",");

export const EXPORT_HEADERS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  [
    "shopify-orders",
    [
      commas(
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References",
      ),
    ],
  ],
  [
    "shopify-customers",
    [
      commas(
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags",
      ),
      commas(
        "First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt",
      ),
    ],
  ],
  [
    "woocommerce-orders",
    [
      commas(
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales",
      ),
      commas(
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution",
      ),
    ],
  ],
  [
    "woocommerce-customers",
    [
      commas("Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code"),
      commas(
        "Name,Username,Last Active,Sign Up,Email,Billing Phone,Shipping Phone,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code,Role",
      ),
    ],
  ],
  [
    "stripe-payments",
    [
      commas(
        "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand,Disputed Amount,Dispute Status,Dispute Reason,Dispute Date (UTC),Invoice ID,Payment Source Type,Destination,Transfer,PaymentIntent ID",
      ),
      commas(
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Mode,Status,Customer ID,Customer Email",
      ),
    ],
  ],
  [
    "stripe-customers",
    [
      commas(
        "id,Description,Email,Name,Created (UTC),Delinquent,Plan,Status,Total Spend,Payment Count,Refunded Volume,Dispute Losses,tier (metadata)",
      ),
    ],
  ],
  [
    "square-transactions",
    [
      commas(
        "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Device Nickname,Third Party Fees,Deposit ID,Deposit Date,Deposit Details,Fee Percentage Rate,Fee Fixed Rate,Refund Reason,Discount Name,Transaction Status,Cash App,Order Reference ID,Fulfillment Note,Free Processing Applied,Channel,Unattributed Tips,Table Info,International Fee",
      ),
    ],
  ],
  [
    "paypal-activity",
    [
      commas(
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,CounterParty Status,Shipping Address,Address Status,Item Title,Item ID,Shipping and Handling Amount,Insurance Amount,Sales Tax,Option 1 Name,Option 1 Value,Option 2 Name,Option 2 Value,Escrow Id,Reference Txn ID,Invoice Number,Custom Number,Quantity,Receipt ID,Balance,Address Line 1,Address Line 2/District/Neighborhood,Town/City,State/Province/Region/County/Territory/Prefecture/Republic,Zip/Postal Code,Country,Contact Phone Number,Subject,Note,Payment Source,Card Type,Transaction Event Code,Payment Tracking ID,Bank Reference ID,Transaction Buyer Country Code,Item Details,Country Code,Balance Impact,Buyer Wallet",
      ),
    ],
  ],
  [
    "etsy-orders",
    [
      commas(
        "Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,Payment Method,Date Shipped,Street 1,Street 2,Ship City,Ship State,Ship Zipcode,Ship Country,Currency,Order Value,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,Adjusted Card Processing Fees,Adjusted Net Order Amount,Buyer,Order Type,Payment Type,InPerson Discount,InPerson Location,SKU",
      ),
    ],
  ],
  [
    "etsy-items",
    [
      commas(
        "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,Ship Address1,Ship Address2,Ship City,Ship State,Ship Zipcode,Ship Country,Order ID,Variations,Order Type,Listings Type,Payment Type",
      ),
    ],
  ],
  [
    "amazon-all-orders",
    [
      "amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel order-channel url ship-service-level product-name sku asin item-status quantity currency item-price item-tax shipping-price shipping-tax gift-wrap-price gift-wrap-tax item-promotion-discount ship-promotion-discount ship-city ship-state ship-postal-code ship-country promotion-ids is-business-order purchase-order-number price-designation".split(
        " ",
      ),
    ],
  ],
  [
    "amazon-orders-report",
    [
      "order-id order-item-id purchase-date payments-date buyer-email buyer-name buyer-phone-number sku product-name quantity-purchased currency item-price item-tax shipping-price".split(
        " ",
      ),
    ],
  ],
  [
    "hubspot-contacts",
    [
      commas(
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Lifecycle Stage,Create Date,Associated Company",
      ),
    ],
  ],
  [
    "hubspot-deals",
    [
      commas("Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date,Last Activity Date"),
      commas("Deal Stage,Close Date,Deal Name,Record ID,Amount,Deal owner,Associated Company"),
    ],
  ],
  [
    "salesforce-opportunities",
    [
      commas(
        "Opportunity Owner,Account Name,Opportunity Name,Stage,Total Amount Currency,Total Amount,Fiscal Period,Close Date",
      ),
    ],
  ],
  ["quickbooks-customer-detail", [commas(",Date,Transaction Type,Num,Memo/Description,Amount")]],
  ["quickbooks-sales", [commas("Date,Transaction Type,Num,Customer,Memo/Description,Amount")]],
  ["quickbooks-customers", [commas("Customer,Phone,Email,Billing Address")]],
  [
    "xero-sales",
    [
      commas(
        "*ContactName,EmailAddress,POAddressLine1,POAddressLine2,POAddressLine3,POAddressLine4,POCity,PORegion,POPostalCode,POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,InventoryItemCode,*Description,*Quantity,*UnitAmount,Discount,*AccountCode,*TaxType,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2,Currency,BrandingTheme",
      ),
    ],
  ],
  [
    "xero-invoices",
    [
      commas(
        "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,Currency,Type,Sent,Status",
      ),
    ],
  ],
  [
    "uci-online-retail",
    [
      commas("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"),
      commas("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"),
    ],
  ],
  [
    "taobao-orders",
    [
      commas(
        "订单编号,买家会员名,买家支付宝账号,支付单号,支付详情,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,退款金额,预约门店,确认收货时间,打款商家金额,主订单编号",
      ),
    ],
  ],
  [
    "jd-orders",
    [
      commas(
        "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,增值税发票,货号,订单完成时间,订单来源,订单渠道",
      ),
    ],
  ],
  [
    "douyin-orders",
    [
      commas(
        "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,运费,收件人,收件人手机号,详细地址,订单提交时间,商家备注,订单完成时间,订单状态,售后状态,取消原因,发货时间,平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额",
      ),
    ],
  ],
  [
    "pinduoduo-orders",
    [
      commas(
        "商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格",
      ),
    ],
  ],
  ["chinese-erp-sales", [commas("单据编号,单据日期,客户编码,销售人员,销售金额,商品编码,数量,金额")]],
  ["chinese-erp-customers", [commas("客户编码,客户名称"), commas("客户编码,客户名称,区域,联系电话,客户等级,负责人")]],
  [
    "qualtrics",
    [
      commas(
        "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage,Q1,Q2",
      ),
    ],
  ],
  [
    "survey-monkey",
    [
      commas(
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,How satisfied are you?",
      ),
    ],
  ],
  ["wenjuanxing", [commas("序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您的客户编号,2、您对本次购买的满意度")]],
]);
